import { locales } from '@loge/protocol';
import type { Page } from '@playwright/test';
import { totpAt } from '../server/test/totp-app.ts';
import { enrolmentLink, member, passphrase, signIn, someone } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, type Platform, test } from './platform.ts';
import { enter } from './tab.ts';
import { browserLocale, words } from './words.ts';

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

for (const locale of locales) {
  const { enrolment: texts, errors, fields, sessions, shell, totp } = words[locale];

  const codeNow = async (page: Page) => {
    const key = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    return totpAt(key, Date.now());
  };
  const keepCodes = async (page: Page) => {
    await expect(page.getByRole('heading', { name: fields.codes.title })).toBeFocused();
    const codes = await page
      .locator('li')
      .filter({ hasText: /^([0-9a-z]{4}-){5}[0-9a-z]{4}$/ })
      .allTextContents();
    await page.getByLabel(fields.codes.kept).check();
    await page.getByRole('button', { name: fields.codes.done }).click();
    await expect(h1(page)).toHaveText(texts.done.title);
    return codes;
  };
  const signOut = async (page: Page) => {
    await page.getByRole('banner').getByRole('button').last().click();
    await page.getByRole('menuitem', { name: shell.signOut }).click();
    await expect(h1(page)).toHaveText(sessions.title);
  };
  const openLink = async (page: Page, link: string, platform: Platform) => {
    await page.goto(link);
    await expect(page).toHaveURL(`${platform.url}/users/operator`);
  };

  test.describe(`an operator’s enrolment, ${locale}`, () => {
    test.use({ locale: browserLocale[locale], timezoneId: 'Europe/Paris' });

    test('of somebody new: password, second factor and codes in one act', async ({ page, platform }) => {
      const { email, username } = someone('operator');
      const link = await enrolmentLink(platform, email);
      await openLink(page, link, platform);
      await expect(h1(page)).toHaveText(texts.title);
      await expect(page.getByText(texts.intro(username, email))).toBeVisible();
      const password = page.getByLabel(texts.password, { exact: true });
      const code = page.getByLabel(totp.code);
      await page.getByRole('button', { name: texts.submit }).click();
      await expect(password).toBeFocused();
      await password.fill('too short');
      await code.fill('000000');
      await page.getByRole('button', { name: texts.submit }).click();
      await expect(password).toHaveAttribute('aria-invalid', 'true');
      await password.fill(passphrase);
      await page.getByRole('button', { name: texts.submit }).click();
      await expect(page.getByText(errors.wrongCode)).toBeVisible();
      await expect(code).toBeFocused();
      // A reload keeps the link, and shows another key: the first one no longer counts.
      const stale = await codeNow(page);
      await page.reload();
      await password.fill(passphrase);
      await code.fill(stale);
      await page.getByRole('button', { name: texts.submit }).click();
      await expect(code).toHaveAttribute('aria-invalid', 'true');
      await code.fill(await codeNow(page));
      await page.getByRole('button', { name: texts.submit }).click();
      const [first = ''] = await keepCodes(page);
      await keepPicture(page, `enrolment-done-${locale}`);

      await page.getByRole('link', { name: texts.done.signIn }).click();
      await signIn(page, email, locale);
      await page.getByLabel(fields.code.label, { exact: true }).fill(first);
      await page.getByRole('button', { name: sessions.submit, exact: true }).click();
      await page.waitForURL(`${platform.url}/`);
      await signOut(page);
      await openLink(page, link, platform);
      await expect(h1(page)).toHaveText(texts.bad.used_link.title);
      await expect(page.getByRole('link', { name: texts.bad.signIn })).toBeVisible();
      await openLink(page, `${link.slice(0, -3)}`, platform);
      await expect(h1(page)).toHaveText(texts.bad.invalid_link.title);
    });

    test('of a member: signing in leads there, the link takes their session', async ({
      browser,
      platform,
    }) => {
      const who = await member(platform, 'chosen', locale);
      const link = await enrolmentLink(platform, who.email);
      await platform.smtp.waitFor(
        ({ to, subject }) => to.includes(who.email) && /operator|opérateur/.test(subject),
      );
      const stranger = await member(platform, 'stranger', locale);
      const page = await enter(browser, platform, stranger.email, locale);
      await openLink(page, link, platform);
      await expect(h1(page)).toHaveText(texts.bad.other_account.title);
      await keepPicture(page, `enrolment-other-${locale}`);
      await page.getByRole('button', { name: texts.bad.signOut }).click();
      // Nobody is signed in now: the account has a password, so the page asks for it.
      await expect(page.getByText(texts.signInFirst)).toBeVisible();
      await keepPicture(page, `enrolment-sign-in-${locale}`);

      await page.goto(`${platform.url}/users/sign_in?next=/account`);
      await signIn(page, who.email, locale);
      await expect(h1(page)).toHaveText(texts.without.title);
      await expect(page).toHaveURL(`${platform.url}/users/operator`);
      await page.getByRole('link', { name: texts.without.home }).click();
      await page.waitForURL(`${platform.url}/`);
      await signOut(page);

      await openLink(page, link, platform);
      await signIn(page, who.email, locale);
      await expect(page.getByText(texts.intro(who.username, who.email))).toBeVisible();
      await expect(page.getByLabel(texts.password, { exact: true })).toHaveCount(0);
      await page.getByLabel(totp.code).fill(await codeNow(page));
      await page.getByRole('button', { name: texts.submit }).click();
      await keepCodes(page);
      await page.getByRole('link', { name: texts.done.home }).click();
      await page.waitForURL(`${platform.url}/`);
      await page.context().close();
    });
  });
}
