import { locales, password } from '@loge/protocol';
import type { Page } from '@playwright/test';
import { totpAt } from '../server/test/totp-app.ts';
import { withAuthenticator } from './authenticator.ts';
import { inspect } from './looks.ts';
import { letPasskeysBeOld } from './past.ts';
import { linkIn, member, signIn } from './people.ts';
import { expect, test } from './platform.ts';
import { enter, openTab } from './tab.ts';
import { words } from './words.ts';

/** What the page itself would send. */
const send = (page: Page, path: string, tfa: object) =>
  page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(path, { method: 'POST', headers, body })).json();
    },
    [path, JSON.stringify({ tfa })] as const,
  );

for (const locale of locales) {
  const { fields, passkey, password: texts, sessions, twoFactor } = words[locale];
  const { none } = texts;

  test(`an account without a password, ${locale}: one is set by mail`, async ({ browser, platform }) => {
    test.setTimeout(300_000);
    const { email, username } = await member(platform, 'without', locale);
    const page = await enter(browser, platform, email, locale);
    const present = await withAuthenticator(page);
    await openTab(page, platform);
    await page.getByRole('button', { name: passkey.add }).click();
    await page.getByLabel(passkey.naming.name, { exact: true }).fill('Laptop');
    await page.getByRole('button', { name: passkey.naming.submit, exact: true }).click();
    await page.getByLabel(fields.codes.kept).check();
    await page.getByRole('button', { name: fields.codes.done }).click();
    await expect(page.getByText('Laptop', { exact: true })).toBeVisible();

    // Somebody turns an app on, its owner stops it from the mail: the password goes, a passkey of before stays.
    letPasskeysBeOld(platform, username);
    const { uri } = (await send(page, '/v1/client/tfa', { provider: 'totp' })).tfa;
    const secret = new URL(uri).searchParams.get('secret') ?? '';
    await send(page, '/v1/client/tfa/validate', { attempt: totpAt(secret, Date.now()) });
    const told = await platform.smtp.waitFor(
      ({ to, text }) => to.includes(email) && text.includes('/users/two_factor/stop'),
    );
    await page.goto(linkIn(told));
    await page.getByRole('button', { name: twoFactor.stop.act }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(twoFactor.stop.done.title);
    // From the browser's own list under the field: the authenticator answers by itself.
    await page.goto(`${platform.url}/users/sign_in`);
    await page.waitForURL(`${platform.url}/`);

    await openTab(page, platform);
    await expect(page.getByText(none.facts)).toBeVisible();
    const row = page.getByRole('region', { name: texts.credentials.title });
    await expect(row.getByLabel(texts.credentials.current)).toHaveCount(0);
    await inspect(page, 'password-none', locale);
    const button = row.getByRole('button', { name: none.act });
    await button.click();
    await expect(row.getByText(none.mailed(email, password.resetMinutes))).toBeVisible();
    const again = row.getByRole('button', { name: none.again });
    await expect(again).toBeFocused();
    await inspect(page, 'password-mailed', locale);
    // The mail about the stop brought a link too; this one is the second.
    const subject = locale === 'fr' ? /^Choisissez un nouveau mot de passe/ : /^Choose a new password/;
    const mails = () =>
      platform.smtp.mails.filter((mail) => mail.to.includes(email) && subject.test(mail.subject));
    await expect.poll(() => mails().length).toBe(2);
    const [, mail] = mails();
    if (!mail) throw new Error('no mail');

    await page.goto(linkIn(mail));
    const fresh = 'another lamp on another desk';
    await page.getByLabel(texts.reset.password, { exact: true }).fill(fresh);
    // Ticked to be removed, like all that was made lately; it is the owner's own.
    const { access } = texts.reset;
    await page.getByRole('checkbox', { name: access.named(access.kinds.passkey, 'Laptop') }).uncheck();
    await page.getByRole('button', { name: texts.reset.submit }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(texts.done.title);
    await present(false);
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, email, locale, fresh);
    await present(true);
    await page.getByRole('button', { name: sessions.second.passkey }).click();
    await page.waitForURL(`${platform.url}/`);
    await openTab(page, platform);
    await expect(row.getByText(texts.credentials.changed)).toBeVisible();
    await expect(page.getByText(none.facts)).toHaveCount(0);
    await page.context().close();
  });

  test(`setting a password by mail, ${locale}: a failure is said in the row`, async ({
    browser,
    platform,
  }) => {
    const { email } = await member(platform, 'without', locale);
    const page = await enter(browser, platform, email, locale);
    await page.route('**/v1/users/self/password', (route) =>
      route.fulfill({ json: { password: { set_at: null } } }),
    );
    let failing = true;
    await page.route('**/v1/users/password/reset', (route) =>
      failing ? route.fulfill({ status: 500, json: { code: 'internal' } }) : route.continue(),
    );
    await openTab(page, platform);
    const row = page.getByRole('region', { name: texts.credentials.title });
    await row.getByRole('button', { name: none.act }).click();
    await expect(row.getByText(String(words[locale].errors.failures.internal))).toBeVisible();
    failing = false;
    await row.getByRole('button', { name: none.act }).click();
    await expect(row.getByText(none.mailed(email, password.resetMinutes))).toBeVisible();
    await page.context().close();
  });
}
