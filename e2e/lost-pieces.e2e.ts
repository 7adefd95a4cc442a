import type { Page } from '@playwright/test';
import { settled } from './looks.ts';
import { member, signIn } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, test } from './platform.ts';
import { savingData } from './saving-data.ts';
import { authenticationTab, enter, openTab } from './tab.ts';
import { words } from './words.ts';

const { errors, sessions, shell, twoFactor, password } = words.en;

/** Scripts that the page asks for from now on. */
function watchScripts(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/assets/') && pathname.endsWith('.js')) asked.push(pathname);
  });
  return asked;
}

test('the first error of a page that nobody is signed in to is said in place', async ({
  browser,
  platform,
}) => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.addInitScript(savingData);
  await page.goto(`${platform.url}/users/sign_in`);
  const title = page.getByRole('heading', { level: 1 });
  const before = await title.boundingBox();
  // A page that was drawn anew would have lost the mark.
  await title.evaluate((node) => node.setAttribute('data-seen', ''));
  const asked = watchScripts(page);

  await signIn(page, 'nobody', 'en');
  await expect(page.getByRole('alert')).toHaveText(errors.failures.invalid_credentials as string);
  await expect(title).toHaveAttribute('data-seen');
  expect(await title.boundingBox()).toEqual(before);

  // Without a connection as well; and nothing asks for words again and again.
  await context.setOffline(true);
  await page.getByRole('button', { name: sessions.submit, exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText(errors.failures.unreachable as string);
  await page.getByLabel(shell.language).selectOption('fr');
  await expect(
    page.getByRole('alert').filter({ hasText: errors.failures.not_loaded as string }),
  ).toBeVisible();
  await expect(page.getByLabel(shell.language)).toHaveValue('en');
  await expect(page.getByLabel(sessions.login)).toHaveValue('nobody');
  expect(asked.length).toBeLessThan(12);

  await context.setOffline(false);
  await page.getByLabel(shell.language).selectOption('fr');
  await expect(page.getByLabel(words.fr.sessions.login)).toHaveValue('nobody');
  await context.close();
});

test('a part that does not come says so in its place and takes nothing else along', async ({
  browser,
  platform,
}) => {
  const { username } = await member(platform, 'offline');
  const page = await enter(browser, platform, username, 'en');
  await page.addInitScript(savingData);
  await openTab(page, platform);
  await page.getByRole('button', { name: password.credentials.change, exact: true }).last().click();
  const typed = page.getByLabel(password.credentials.current, { exact: true });
  await typed.fill('half a thought');

  // Offline.
  await page.context().setOffline(true);
  await page.getByRole('button', { name: words.en.passkey.add }).click();
  const alert = page.getByRole('alert').filter({ hasText: errors.failures.not_loaded as string });
  await expect(alert).toBeVisible();
  await page.getByRole('button', { name: words.en.deletion.row.act }).click();
  const dialog = page.getByRole('dialog', { name: shell.part.failed });
  await expect(dialog).toContainText(errors.failures.not_loaded as string);
  await dialog.getByRole('button', { name: shell.cancel }).click();
  // Another tab of the page: this one stays.
  await page.getByRole('link', { name: shell.tab('tokens') }).click();
  await expect(page.getByText(shell.part.page)).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(authenticationTab);
  await keepPicture(page, 'lost-way', { fullPage: true });
  await page.getByRole('button', { name: shell.part.stay }).click();
  await expect(typed).toHaveValue('half a thought');

  // And back.
  await page.context().setOffline(false);
  await alert.getByRole('button', { name: errors.tryAgain }).click();
  await expect(page.getByLabel(words.en.passkey.naming.name, { exact: true })).toBeVisible();
  await expect(typed).toHaveValue('half a thought');

  // A deploy took the parts away: asking again would not help, so the page says what does.
  await page.route('**/assets/**', (route) => route.fulfill({ status: 404 }));
  await page.getByRole('button', { name: words.en.email.change, exact: true }).first().click();
  const old = page.getByRole('alert').filter({ hasText: errors.failures.outdated as string });
  await expect(old.getByRole('button', { name: shell.part.reload })).toBeVisible();
  await old.getByRole('button', { name: shell.cancel }).click();
  await expect(typed).toHaveValue('half a thought');
  await page.context().close();
});

test('a part is fetched before it is wanted', async ({ browser, platform }) => {
  const { username } = await member(platform, 'ahead');
  const page = await enter(browser, platform, username, 'en');
  const asked = watchScripts(page);
  await openTab(page, platform);
  // Pointing at anything is the sign.
  await page.getByRole('button', { name: twoFactor.setUp }).hover();
  await expect.poll(() => asked.some((path) => path.includes('delete-dialog'))).toBe(true);
  await expect.poll(() => asked.some((path) => path.includes('tokens-page'))).toBe(true);
  await settled(page);
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: words.en.deletion.row.act }).click();
  await expect(page.getByRole('dialog', { name: words.en.deletion.asking.title })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: shell.tab('keys') }).click();
  await expect(page.getByRole('heading', { level: 1, name: shell.tab('keys') })).toBeVisible();
  await page.context().close();
});
