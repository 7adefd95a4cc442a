import { passphrase } from './people.ts';
import { expect, test } from './platform.ts';
import { words } from './words.ts';

const { fields, sessions, signUp } = words.en;

// ASVS 6.2.6, 6.2.7
test('password fields hide what is typed, take what is pasted, and tell password managers what they are', async ({
  browser,
  platform,
}) => {
  const context = await browser.newContext({
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  for (const { path, label, kind } of [
    { path: '/users/sign_in', label: sessions.password, kind: 'current-password' },
    { path: '/users/sign_up', label: signUp.password, kind: 'new-password' },
  ]) {
    await page.goto(platform.url + path);
    const field = page.getByLabel(label, { exact: true });
    await expect(field).toHaveAttribute('type', 'password');
    await expect(field).toHaveAttribute('autocomplete', kind);
    await page.evaluate((text) => navigator.clipboard.writeText(text), passphrase);
    await field.focus();
    await page.keyboard.press('ControlOrMeta+v');
    await expect(field).toHaveValue(passphrase);
    await page.getByRole('button', { name: fields.password.showLong }).click();
    await expect(field).toHaveAttribute('type', 'text');
    await page.getByRole('button', { name: fields.password.hideLong }).click();
    await expect(field).toHaveAttribute('type', 'password');
  }
  await context.close();
});
