import { chromium as engine } from '@playwright/test';
import { chromium } from './chromium.ts';
import { passphrase, signIn, someone } from './people.ts';
import { expect, test } from './platform.ts';
import { words } from './words.ts';

test('a browser that cannot tell its time zone signs up, and its account page opens', async ({
  platform,
}) => {
  const browser = await engine.launch({
    executablePath: chromium() ?? undefined,
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--no-first-run'],
    env: { ...process.env, TZ: 'Nowhere/Land' },
  });
  try {
    const page = await browser.newPage();
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(String(error)));
    await page.goto(`${platform.url}/users/sign_up`);
    expect(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)).toBe('Etc/Unknown');
    const { email, username } = someone();
    const { signUp, profile } = words.en;
    await page.getByLabel(signUp.email).fill(email);
    await page.getByLabel(signUp.username).fill(username);
    await page.getByLabel(signUp.fullname).fill('Zoé Ünal');
    await page.getByLabel(signUp.password, { exact: true }).fill(passphrase);
    await page.getByLabel(signUp.role).selectOption('developer');
    await page.getByRole('button', { name: signUp.submit }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(signUp.sent.title);
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, email, 'en');
    await expect(page).toHaveURL(`${platform.url}/`);
    await page.goto(`${platform.url}/account`);
    await expect(page.getByLabel(profile.preferences.timeZone)).toBeVisible();
    expect(failures).toEqual([]);
  } finally {
    await browser.close();
  }
});
