import { locales } from '@loge/protocol';
import type { Browser, Page } from '@playwright/test';
import { linkIn, member, newcomer, passphrase, signIn, userAgents } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, type Platform, test } from './platform.ts';
import { browserLocale, words } from './words.ts';

const tab = '/account/authorization';

for (const locale of locales) {
  const {
    email: address,
    errors,
    events: { events },
    password,
    sessions,
    shell,
    signUp,
  } = words[locale];
  const { credentials } = password;
  const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

  /** Somebody's page on a browser of its own, signed in. */
  async function enter(browser: Browser, platform: Platform, login: string, userAgent?: string) {
    const context = await browser.newContext({
      locale: browserLocale[locale],
      timezoneId: 'Europe/Paris',
      ...(userAgent ? { userAgent } : {}),
    });
    const page = await context.newPage();
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, login, locale);
    await page.waitForURL(`${platform.url}/`);
    return page;
  }
  /** The badge: the line beside it may begin with the same word. */
  const state = (page: Page, word: string) =>
    page.getByText(word, { exact: true }).and(page.locator('[data-tone]'));
  const signedOut = async (page: Page, platform: Platform) => {
    await page.goto(platform.url + tab);
    await expect(h1(page)).toHaveText(sessions.title);
  };

  test.describe(`authentication, ${locale}`, () => {
    test('changes the password, which signs other browsers out', async ({ browser, platform }) => {
      const { email } = await member(platform, 'password', locale);
      const [here, there] = [await enter(browser, platform, email), await enter(browser, platform, email)];
      // What password managers look for.
      await here.goto(`${platform.url}/.well-known/change-password`);
      await expect(here).toHaveURL(platform.url + tab);
      await expect(h1(here)).toHaveText(shell.tab('authorization'));
      await expect(state(here, address.confirmed)).toBeVisible();

      await here.getByRole('button', { name: credentials.change, exact: true }).last().click();
      await expect(here.getByText(credentials.warning)).toBeVisible();
      const current = here.getByLabel(credentials.current, { exact: true });
      const next = here.getByLabel(credentials.next, { exact: true });
      await expect(current).toBeFocused();
      await current.fill('not what it is now');
      await next.fill('too short');
      await here.getByRole('button', { name: credentials.submit }).click();
      await expect(current).toHaveAttribute('aria-invalid', 'true');
      await expect(current).toBeFocused();
      await current.fill(passphrase);
      await here.getByRole('button', { name: credentials.submit }).click();
      await expect(next).toHaveAttribute('aria-invalid', 'true');
      const fresh = 'another lamp on another desk';
      await next.fill(fresh);
      await here.keyboard.press('Enter');
      await expect(here.getByText(credentials.done)).toBeVisible();
      await expect(here.getByRole('button', { name: credentials.change, exact: true }).last()).toBeFocused();
      await expect(here.getByText(sessions.open.onlyHere)).toBeVisible();

      const mail = await platform.smtp.waitFor(
        ({ to, subject }) =>
          to.includes(email) &&
          subject === (locale === 'fr' ? 'Votre mot de passe a été changé' : 'Your password was changed'),
      );
      expect(mail.text).toContain('/users/take_back');
      await signedOut(there, platform);
      await here.reload();
      await expect(h1(here)).toHaveText(shell.tab('authorization'));
      await signIn(there, email, locale);
      await expect(there.getByRole('alert')).toBeVisible();
      await signIn(there, email, locale, fresh);
      await expect(h1(there)).toHaveText(shell.tab('authorization'));
      await Promise.all([here.context().close(), there.context().close()]);
    });

    test('sends the confirmation link again', async ({ browser, platform }) => {
      const { email } = await newcomer(platform, 'unconfirmed', locale);
      const page = await enter(browser, platform, email);
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(platform.url + tab);
      await expect(page.getByText(address.unconfirmed, { exact: true })).toBeVisible();
      await keepPicture(page, `authentication-unconfirmed-light-${locale}-360`);
      await page.getByRole('button', { name: address.resend }).click();
      await expect(page.getByText(address.resent)).toBeVisible();
      const mails = () => platform.smtp.mails.filter(({ to }) => to.includes(email));
      await expect.poll(() => mails().length).toBe(2);
      const [, again] = mails();
      await page.goto(again ? linkIn(again) : '');
      await expect(h1(page)).toHaveText(signUp.confirm.done.title);
      await page.goto(platform.url + tab);
      await expect(state(page, address.confirmed)).toBeVisible();
      await page.context().close();
    });

    test('says what failed, and asks again', async ({ browser, platform }) => {
      const { email } = await member(platform, 'failing', locale);
      const page = await enter(browser, platform, email);
      let failing = true;
      for (const path of ['sessions', 'users/self/password'])
        await page.route(`**/v1/${path}`, (route) =>
          failing ? route.fulfill({ status: 500, body: '{}' }) : route.continue(),
        );
      await page.goto(platform.url + tab);
      const section = page.getByRole('region', { name: sessions.open.title });
      const again = page.getByRole('button', { name: errors.tryAgain });
      await expect(again).toHaveCount(2);
      failing = false;
      await section.getByRole('button', { name: errors.tryAgain }).click();
      await expect(section.getByText(sessions.open.current)).toBeVisible();
      await again.click();
      await expect(again).toHaveCount(0);
      await page.context().close();
    });

    test('ends a session, then all others, and is told of a new browser', async ({ browser, platform }) => {
      const { email } = await member(platform, 'sessions', locale);
      const isNews = ({ to, subject }: { to: readonly string[]; subject: string }) =>
        to.includes(email) && /^(New sign-in|Nouvelle connexion)/.test(subject);
      const here = await enter(browser, platform, email);
      const phone = await enter(browser, platform, email, userAgents.iphone);
      const mail = await platform.smtp.waitFor(isNews);
      const onPhone = sessions.open.name('Safari', 'iPhone');
      expect(mail.text).toContain(onPhone);
      expect(mail.text).toContain(`${platform.url}${tab}`);
      expect(mail.headers['content-language']).toBe(locale);

      await here.goto(platform.url + tab);
      const row = here.getByRole('listitem').filter({ hasText: onPhone });
      await expect(row).toBeVisible();
      await expect(here.getByRole('listitem').filter({ hasText: sessions.open.current })).toHaveCount(1);
      const end = row.getByRole('button');
      await end.click();
      const dialog = here.getByRole('dialog');
      await expect(dialog).toContainText(onPhone);
      await here.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await expect(end).toBeFocused();
      await here.keyboard.press('Enter');
      await expect(dialog.getByRole('button', { name: words[locale].shell.cancel })).toBeFocused();
      await dialog.getByRole('button', { name: sessions.open.asking.act }).click();
      await expect(here.getByText(sessions.open.ended(onPhone))).toBeVisible();
      await expect(row).toHaveCount(0);
      await signedOut(phone, platform);

      // The same browser again is nothing new; a third one is.
      await signIn(phone, email, locale);
      await expect(h1(phone)).toHaveText(shell.tab('authorization'));
      const firefox = await enter(browser, platform, email, userAgents.firefox);
      await expect.poll(() => platform.smtp.mails.filter(isNews).length).toBe(2);
      expect(platform.smtp.mails.filter(isNews)[1]?.text).toContain(sessions.open.name('Firefox', 'Linux'));

      await here.reload();
      await here.getByRole('button', { name: sessions.open.endOthers }).click();
      await expect(dialog).toContainText(sessions.open.askingOthers.body(2));
      await dialog.getByRole('button', { name: sessions.open.endOthers }).click();
      await expect(here.getByText(sessions.open.endedOthers)).toBeVisible();
      await expect(here.getByRole('button', { name: sessions.open.endOthers })).toHaveCount(0);
      await signedOut(phone, platform);
      await signedOut(firefox, platform);

      await here.goto(platform.url);
      await expect(here.getByText(events.sessions_ended('2'))).toBeVisible();
      await expect(here.getByText(events.session_ended(''), { exact: true })).toBeVisible();
      await Promise.all([here, phone, firefox].map((page) => page.context().close()));
    });
  });
}
