import { locales } from '@loge/protocol';
import { totpAt } from '../server/test/totp-app.ts';
import { linkIn, member, signIn, turnOnTotp } from './people.ts';
import { expect, test } from './platform.ts';
import { authenticationTab, openTab } from './tab.ts';
import { browserLocale, words } from './words.ts';

for (const locale of locales) {
  const { events, fields, sessions, shell, twoFactor } = words[locale];

  test(`an operator’s removal of the second factor, stopped from the mail, ${locale}`, async ({
    browser,
    platform,
  }) => {
    const { email, username } = await member(platform, 'keeper', locale);
    const secret = await turnOnTotp(platform, username);
    const reason = 'Somebody called and said that their phone is lost';
    await platform.command('member', 'reset-2fa', username, '--reason', reason);
    const mail = await platform.smtp.waitFor(
      ({ to, text }) => to.includes(email) && text.includes('/users/two_factor/keep'),
    );
    expect(mail.text).toContain(reason);
    expect(mail.headers['content-language']).toBe(locale);

    // Whoever reads the mail is not signed in, and does not have to be.
    const reader = await (await browser.newContext({ locale: browserLocale[locale] })).newPage();
    const h1 = reader.getByRole('heading', { level: 1 });
    await reader.goto(linkIn(mail));
    await expect(h1).toHaveText(twoFactor.keep.title);
    await expect(reader).not.toHaveURL(/token=/);
    await reader.getByRole('button', { name: twoFactor.keep.act }).click();
    await expect(h1).toHaveText(twoFactor.keep.done.title);
    await reader.goto(linkIn(mail));
    await reader.getByRole('button', { name: twoFactor.keep.act }).click();
    await expect(h1).toHaveText(shell.link.used_link.title);
    await reader.context().close();
    await platform.smtp.waitFor(
      ({ to, subject }) =>
        to.includes(email) && /^(Your second factor stays|Votre second facteur reste)/.test(subject),
    );

    // The factor is still asked for, and the log tells both halves.
    const page = await (await browser.newContext({ locale: browserLocale[locale] })).newPage();
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, email, locale);
    // Turning the factor on spent the present code. The next one is within the leeway.
    await page.getByLabel(fields.code.label, { exact: true }).fill(totpAt(secret, Date.now() + 30_000));
    await page.getByRole('button', { name: sessions.submit, exact: true }).click();
    await page.waitForURL(`${platform.url}/`);
    await openTab(page, platform);
    await expect(page.getByText(twoFactor.on, { exact: true })).toBeVisible();
    await page.goto(`${platform.url}${authenticationTab}/log`);
    await expect(page.getByText(events.events.tfa_reset_stopped(''))).toBeVisible();
    await expect(page.getByText(events.events.tfa_reset_requested(''))).toBeVisible();
    await page.context().close();
  });
}
