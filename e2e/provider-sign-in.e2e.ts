import { type Locale, locales, paths } from '@loge/protocol';
import type { Page } from '@playwright/test';
import { totpAt } from '../server/test/totp-app.ts';
import { letProofGrowOld } from './past.ts';
import { linkIn, member, newcomer, signIn, turnOnTotp } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, type Platform, test } from './platform.ts';
import { platformWithProviders } from './providers.ts';
import { openTab } from './tab.ts';
import { browserLocale, words } from './words.ts';

type Setting = Awaited<ReturnType<typeof platformWithProviders>>;

/** One of the two in each language: they differ in what they answer, and the pages in their names. */
const providers = {
  en: {
    name: 'GitHub',
    back: '/users/github/sign_in',
    add: ({ gitHub }: Setting, login: string, email: string, verified = true) =>
      gitHub.addMember({ login, emails: [{ email, primary: true, verified }] }),
  },
  fr: {
    name: 'GitLab',
    back: '/users/gitlab/sign_in',
    add: ({ gitLab }: Setting, username: string, email: string, verified = true) =>
      gitLab.addMember({ username, email, confirmed: verified }),
  },
} as const;

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });
const allow = (page: Page, username: string) =>
  page.getByRole('button', { name: `Authorize as ${username}` }).click();

/** Everything that a page leaves lying about. */
const traces = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([location.href, { ...sessionStorage }, { ...localStorage }]));

const signOut = async (page: Page, platform: Platform, locale: Locale) => {
  await page.goto(platform.url);
  await page.getByRole('banner').getByRole('button').last().click();
  await page.getByRole('menuitem', { name: words[locale].shell.signOut }).click();
  await page.waitForURL(`${platform.url}${paths.signIn}`);
};

for (const locale of locales) {
  const { email: address, identities: own, password, providerSignIn: texts, sessions, shell } = words[locale];
  const { name, back, add } = providers[locale];

  test(`signing up with ${name}, ${locale}: by one form, then in again, and proved in a second tab`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    await using setting = await platformWithProviders();
    const { platform } = setting;
    const username = `ines-${locale}`;
    const email = `${username}@atelier.example`;
    add(setting, username, email);
    const context = await browser.newContext({ locale: browserLocale[locale], timezoneId: 'Europe/Paris' });
    const page = await context.newPage();
    await page.goto(`${platform.url}${paths.signIn}?next=${encodeURIComponent(paths.keys)}`);
    await page.getByLabel(sessions.remember).check();
    const go = page.getByRole('button', { name: sessions.continueWith(name) });
    await keepPicture(page, `provider-sign-in-${locale}`, { fullPage: true });
    let answer = '';
    page.on('request', (request) => {
      if (request.isNavigationRequest() && /sign_in\?code=/.test(request.url())) answer = request.url();
    });
    await go.click();
    await allow(page, username);

    // One form: what the provider said stands in it, and nothing is ticked.
    await expect(h1(page)).toHaveText(texts.form.title);
    await expect(page).toHaveURL(platform.url + back);
    const code = new URL(answer).searchParams.get('code') ?? '';
    expect(code).not.toBe('');
    expect(await traces(page)).not.toContain(code);
    const [user, mail] = [page.locator('[name=username]'), page.locator('[name=email]')];
    await expect(user).toHaveValue(username);
    await expect(mail).toHaveValue(email);
    await expect(page.getByText(texts.form.verified(name))).toBeVisible();
    await expect(page.locator('[name=email_newsletter]')).not.toBeChecked();
    await keepPicture(page, `provider-sign-up-${locale}`, { fullPage: true });
    // Refused beside its field, with what was typed; the rest stays too.
    const { username: taken } = await newcomer(platform, 'taken', locale);
    await user.fill(taken);
    await page.getByRole('button', { name: texts.form.submit }).click();
    await expect(user).toHaveAttribute('aria-invalid', 'true');
    await expect(user).toBeFocused();
    await expect(user).toHaveValue(taken);
    await user.fill(`${username}-here`);
    await page.getByRole('button', { name: texts.form.submit }).click();
    await page.waitForURL(platform.url + paths.keys);
    await platform.smtp.waitFor(({ to, text }) => to.includes(email) && text.includes(name));

    // How they sign in: no password, and the only way in stays.
    await openTab(page, platform);
    await expect(page.getByText(password.none.facts)).toBeVisible();
    const section = page.getByRole('region', { name: own.title, exact: true });
    await expect(section.getByRole('listitem')).toHaveCount(1);
    await expect(section).toContainText(username);
    await keepPicture(page, `identities-${locale}`, { fullPage: true });
    await section.getByRole('button', { name: own.removeLong(`${name} (${username})`) }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(own.removing.there(name, 'Acme Cloud'));
    await dialog.getByRole('button', { name: own.removing.act, exact: true }).click();
    await expect(dialog.getByText(own.removing.last)).toBeVisible();
    await keepPicture(page, `identities-last-${locale}`);
    await dialog.getByRole('button', { name: shell.cancel }).click();

    // Something is typed here, and the proof is given in a second tab.
    letProofGrowOld(platform, `${username}-here`);
    await page.getByRole('button', { name: address.change, exact: true }).first().click();
    await page.getByLabel(address.next).fill(`new-${email}`);
    await page.getByRole('button', { name: address.submit }).click();
    await expect(dialog.getByRole('heading')).toHaveText(shell.proof.title);
    await expect(dialog.locator('input')).toHaveCount(0);
    await keepPicture(page, `proof-elsewhere-${locale}`);
    const [second] = await Promise.all([
      context.waitForEvent('page'),
      dialog.getByRole('link', { name: shell.proof.elsewhere.act }).click(),
    ]);
    await expect(h1(second)).toHaveText(texts.prove.title);
    await keepPicture(second, `prove-${locale}`, { fullPage: true });
    await second.getByRole('button', { name: texts.prove.as(name, username) }).click();
    await second.getByRole('button', { name: 'Cancel' }).click();
    await expect(h1(second)).toHaveText(texts.nothing.prove);
    await expect(second.getByText(texts.refused.denied(name))).toBeVisible();
    await second.getByRole('button', { name: texts.again }).click();
    await allow(second, username);
    await expect(page.getByText(address.pending.sent(`new-${email}`))).toBeVisible();
    await expect(dialog).toBeHidden();
    if (!second.isClosed()) {
      await expect(h1(second)).toHaveText(texts.proved.title);
      await keepPicture(second, `proved-${locale}`, { fullPage: true });
      await second.close();
    }

    // In again, at once.
    await signOut(page, platform, locale);
    await go.click();
    await allow(page, username);
    await page.waitForURL(`${platform.url}/`);
    await expect(h1(page)).toBeVisible();
    await context.close();
  });

  test(`an account and ${name}, ${locale}: its address taken, connected, removed, a second factor, refused`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    await using setting = await platformWithProviders();
    const { platform } = setting;
    const who = await member(platform, 'malik', locale);
    const username = 'malik-there';
    add(setting, username, who.email);
    const context = await browser.newContext({ locale: browserLocale[locale], timezoneId: 'Europe/Paris' });
    const page = await context.newPage();
    await page.goto(platform.url + paths.signUp);
    await page.getByRole('button', { name: sessions.continueWith(name) }).click();
    await allow(page, username);
    await expect(h1(page)).toHaveText(texts.taken.title);
    await expect(page.getByText(texts.taken.body(who.email, name, username))).toBeVisible();
    await keepPicture(page, `address-taken-${locale}`, { fullPage: true });
    await page.getByRole('link', { name: texts.taken.signIn, exact: true }).click();
    await signIn(page, who.email, locale);
    await page.waitForURL(platform.url + paths.authorization);

    // Denied, then allowed; it stands in the list and says so once.
    const section = page.getByRole('region', { name: own.title, exact: true });
    await expect(section).toContainText(own.none);
    await section.getByRole('button', { name: own.connect(name) }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(h1(page)).toHaveText(texts.nothing.connect);
    await page.getByRole('button', { name: texts.again }).click();
    await allow(page, username);
    await page.waitForURL(platform.url + paths.authorization);
    await expect(section.getByText(own.said.connected(name))).toBeVisible();
    await expect(section.getByRole('listitem')).toHaveCount(1);
    await page.reload();
    await expect(section.getByRole('listitem')).toHaveCount(1);
    await expect(section.getByText(own.said.connected(name))).toBeHidden();

    // Removed, it signs nobody in; then it is connected once more.
    await section.getByRole('button', { name: own.removeLong(`${name} (${username})`) }).click();
    const dialog = page.getByRole('dialog', { name: own.removing.title(`${name} (${username})`) });
    await dialog.getByRole('button', { name: own.removing.act, exact: true }).click();
    await expect(section.getByText(own.said.removed(`${name} (${username})`))).toBeVisible();
    await expect(section.getByRole('listitem')).toHaveCount(0);
    await section.getByRole('button', { name: own.connect(name) }).click();
    await allow(page, username);
    await expect(section.getByText(own.said.connected(name))).toBeVisible();
    await keepPicture(page, `identities-connected-${locale}`, { fullPage: true });

    // The code of the app, as after a password.
    const secret = await turnOnTotp(platform, who.username);
    await signOut(page, platform, locale);
    const go = page.getByRole('button', { name: sessions.continueWith(name) });
    let answer = '';
    page.on('request', (request) => {
      if (request.isNavigationRequest() && /sign_in\?code=/.test(request.url())) answer = request.url();
    });
    await go.click();
    await allow(page, username);
    await expect(page.getByText(texts.second.by(name))).toBeVisible();
    const otp = page.locator('[name=otp]');
    await expect(otp).toBeFocused();
    await keepPicture(page, `provider-second-step-${locale}`, { fullPage: true });
    await otp.fill('000000');
    await page.getByRole('button', { name: texts.second.submit, exact: true }).click();
    await expect(page.getByText(words[locale].errors.failures.otp_invalid as string)).toBeVisible();
    await expect(otp).toHaveValue('000000');
    await otp.fill(totpAt(secret, Date.now() + 30_000));
    await page.getByRole('button', { name: texts.second.submit, exact: true }).click();
    await page.waitForURL(`${platform.url}/`);

    // What the provider sent them back with is good once, and in one browser.
    await page.goto(answer);
    await expect(page.getByText(texts.refused.used(name))).toBeVisible();
    await page.goto(platform.url);
    await page.goto(platform.url + back);
    await expect(page.getByText(texts.refused.incomplete(name))).toBeVisible();
    const other = await (await browser.newContext({ locale: browserLocale[locale] })).newPage();
    await other.goto(answer);
    await expect(other.getByText(texts.refused.foreign())).toBeVisible();
    await keepPicture(other, `provider-foreign-${locale}`, { fullPage: true });
    await other.context().close();

    await context.close();
  });

  test(`without a verified address at ${name}, ${locale}: confirmed by mail`, async ({ browser }) => {
    test.setTimeout(240_000);
    await using setting = await platformWithProviders();
    const { platform } = setting;
    const username = 'noor';
    const email = `noor-${locale}@atelier.example`;
    add(setting, username, 'unverified@elsewhere.example', false);
    const context = await browser.newContext({ locale: browserLocale[locale], timezoneId: 'Europe/Paris' });
    const page = await context.newPage();
    await page.goto(platform.url + paths.signIn);
    await page.getByRole('button', { name: sessions.continueWith(name) }).click();
    await allow(page, username);
    await expect(page.getByText(texts.form.noAddress(name))).toBeVisible();
    const mail = page.locator('[name=email]');
    await expect(mail).toHaveValue('');
    await mail.fill(email);
    await page.getByRole('button', { name: texts.form.submit }).click();
    await expect(h1(page)).toHaveText(texts.sent.title);
    await keepPicture(page, `provider-mail-sent-${locale}`, { fullPage: true });
    await page.getByRole('button', { name: texts.sent.signIn(name) }).click();
    await allow(page, username);
    await page.waitForURL(`${platform.url}/`);
    await page.goto(linkIn(await platform.smtp.waitFor(({ to }) => to.includes(email))));
    await expect(h1(page)).toHaveText(words[locale].signUp.confirm.done.title);
    await context.close();
  });
}
