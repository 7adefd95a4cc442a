import { type Locale, locales } from '@loge/protocol';
import type { Browser, Page } from '@playwright/test';
import type { ReceivedMail } from '../server/test/smtp.ts';
import { inspect, openLook } from './looks.ts';
import {
  byAnybody,
  linkIn,
  makeToken,
  member,
  passphrase,
  type Someone,
  signIn,
  tokenWorks,
} from './people.ts';
import { expect, type Platform, test } from './platform.ts';
import { platformWithProviders } from './providers.ts';
import { enter, openTab } from './tab.ts';
import { sessionCookie, Thief } from './thief.ts';
import { words } from './words.ts';

/*
 * Somebody was in an account. Its owner knows nothing but our mails and pages, follows the links and the advice that stand
 * there, and at the end the thief is outside by every way they had.
 */

const mine = 'mine again, and only mine';
const everything = ['cookie', 'bearer', 'token', 'key', 'passkey'];
const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

const mailTo = (
  platform: Platform,
  { email }: Pick<Someone, 'email'>,
  subject: RegExp,
): Promise<ReceivedMail> =>
  platform.smtp.waitFor((mail) => mail.to.includes(email) && subject.test(mail.subject));

/** The link of the last line: "if it was not you". */
function adviceIn({ text, subject }: ReceivedMail): string {
  const link = /https?:\/\/\S+\/users\/take_back/.exec(text)?.[0];
  if (!link) throw new Error(`no advice in "${subject}"`);
  return link;
}

/** From the advice of a mail to the page of the reset link; the mails about the thief came before. */
async function openTakeBack(
  page: Page,
  platform: Platform,
  who: Someone,
  advice: ReceivedMail,
  locale: Locale,
) {
  const { password: texts } = words[locale];
  await page.goto(adviceIn(advice));
  await expect(h1(page)).toHaveText(texts.takeBack.title);
  await page.getByLabel(texts.forgotten.email).fill(who.email);
  await page.getByRole('button', { name: texts.forgotten.submit }).click();
  await expect(h1(page)).toHaveText(texts.sent.title);
  await openReset(page, platform, who);
}

const resetMails = (platform: Platform, { email }: Someone) =>
  platform.smtp.mails.filter(({ to, text }) => to.includes(email) && /users\/password\/edit/.test(text));

/** The latest reset link that was mailed. */
async function openReset(page: Page, platform: Platform, who: Someone, nth = 1) {
  await expect.poll(() => resetMails(platform, who).length).toBeGreaterThanOrEqual(nth);
  const mail = resetMails(platform, who).at(-1);
  if (mail) await page.goto(linkIn(mail));
}

async function choosePassword(page: Page, platform: Platform, who: Someone, locale: Locale) {
  const { password: texts } = words[locale];
  await page.getByLabel(texts.reset.password, { exact: true }).fill(mine);
  await page.getByRole('button', { name: texts.reset.submit }).click();
  await expect(h1(page)).toHaveText(texts.done.title);
  await page.getByRole('link', { name: texts.done.act }).click();
  await signIn(page, who.email, locale, mine);
  await page.waitForURL(`${platform.url}/`);
}

async function opened(browser: Browser, locale: Locale): Promise<Page> {
  return openLook(browser, locale);
}

for (const locale of locales) {
  const { password: texts } = words[locale];
  const { access } = texts.reset;

  test(`the password was stolen, ${locale}`, async ({ browser, platform }) => {
    test.setTimeout(300_000);
    const who = await member(platform, 'stolen', locale);
    const deploys = await makeToken(platform, who.username, 'Deploys');
    const thief = await Thief.appear(platform, `lookup-stolen-${locale}`);
    await thief.signIn(who.username);
    await thief.makeToken('backup job');
    await thief.addKey('old laptop');
    await thief.addPasskey('Phone');
    expect(await thief.waysIn()).toEqual(everything);

    const page = await opened(browser, locale);
    const told = await mailTo(platform, who, locale === 'fr' ? /clé SSH a été ajoutée/ : /SSH key was added/);
    await openTakeBack(page, platform, who, told, locale);
    const box = (kind: keyof typeof access.kinds, name: string) =>
      page.getByRole('checkbox', { name: access.named(access.kinds[kind], name) });
    for (const [kind, name] of [
      ['api_token', 'backup job'],
      ['ssh_key', 'old laptop'],
      ['passkey', 'Phone'],
      ['api_token', 'Deploys'],
    ] as const)
      await expect(box(kind, name)).toBeChecked();
    await inspect(page, 'reset-access', locale);
    // One of them is known.
    await box('api_token', 'Deploys').uncheck();
    await choosePassword(page, platform, who, locale);
    expect(await thief.waysIn()).toEqual([]);
    expect(await tokenWorks(platform, deploys)).toBe(true);
    await page.context().close();
  });

  test(`the laptop was lost, ${locale}`, async ({ browser, platform }) => {
    test.setTimeout(300_000);
    const { passkey: passkeys, revocation, fields, shell } = words[locale];
    const who = await member(platform, 'lost', locale);
    const page = await enter(browser, platform, who.email, locale);
    // What its owner made there opens the account for whoever has it now.
    const thief = await Thief.appear(platform, `lookup-lost-${locale}`);
    await thief.signIn(who.username);
    await thief.makeToken('laptop');
    await thief.addKey('laptop');
    const [code = ''] = await thief.addPasskey('Laptop');
    expect(await thief.waysIn()).toEqual(everything);

    await openTab(page, platform);
    await expect(page.getByText(revocation.hint)).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: revocation.act }).click();
    const dialog = page.getByRole('dialog', { name: revocation.dialog });
    await dialog.getByLabel(revocation.keys(1)).check();
    await expect(dialog.getByText(revocation.passkeys(1))).toBeVisible();
    await expect(dialog.getByText('Laptop', { exact: true })).toBeVisible();
    await inspect(page, 'revocation-passkeys', locale);
    await dialog.getByRole('button', { name: revocation.act }).click();
    // The one factor is on the laptop: a code that was printed stands in.
    const proof = page.locator('dialog').filter({ hasText: shell.proof.title });
    await proof.getByLabel(shell.proof.password, { exact: true }).fill(passphrase);
    await proof.getByLabel(fields.code.recovery, { exact: true }).fill(code);
    await proof.getByRole('button', { name: shell.proof.submit }).click();
    await expect(page.getByText(revocation.passkeysLeft)).toBeVisible();
    expect(await thief.waysIn()).toEqual(['passkey']);

    // The mail says so too, and leads there.
    const told = await mailTo(platform, who, /^(All other access|Tous les autres accès)/);
    await page.goto(/https?:\/\/\S+\/account\/authorization/.exec(told.text)?.[0] ?? '');
    await page.getByRole('button', { name: passkeys.removeLong('Laptop') }).click();
    const removing = page.getByRole('dialog', { name: passkeys.removing.title });
    await removing.getByRole('button', { name: passkeys.removing.act }).click();
    await removing.getByLabel(passkeys.removing.lastCheck).check();
    await removing.getByRole('button', { name: passkeys.removing.act }).click();
    await expect(page.getByText(passkeys.removed('Laptop'))).toBeVisible();
    expect(await thief.waysIn()).toEqual([]);
    await page.context().close();
  });
}

// The pages and mails of these were walked above in each language.
const english = words.en.password;

test('a token leaked', async ({ browser, platform }) => {
  test.setTimeout(300_000);
  const who = await member(platform, 'leaked');
  const secret = await makeToken(platform, who.username, 'Deploys');
  const thief = await Thief.appear(platform, 'lookup-leaked');
  await thief.use(secret);
  await thief.addKey('old laptop');
  await thief.makeToken('backup job');
  expect(await thief.waysIn()).toEqual(['bearer', 'token', 'key']);

  await byAnybody(platform, 'POST', '/v1/tokens/leaked', { tokens: [secret] });
  const told = await mailTo(platform, who, /found in the open/);
  expect(told.text).toContain('backup job');
  // What the token made as a token ended with it; the key did not.
  expect(await thief.waysIn()).toEqual(['key']);
  const page = await opened(browser, 'en');
  await openTakeBack(page, platform, who, told, 'en');
  const { access } = english.reset;
  await expect(
    page.getByRole('checkbox', { name: access.named(access.kinds.ssh_key, 'old laptop') }),
  ).toBeChecked();
  await choosePassword(page, platform, who, 'en');
  expect(await thief.waysIn()).toEqual([]);
  expect(await tokenWorks(platform, secret)).toBe(false);
  await page.context().close();
});

test('the mailbox was taken over', async ({ browser, platform }) => {
  test.setTimeout(300_000);
  const { email: texts } = words.en;
  const who = await member(platform, 'mailbox');
  const thief = await Thief.appear(platform, 'lookup-mailbox');
  // They read the mails, so that a reset is theirs; then they move the account to an address of their own.
  await byAnybody(platform, 'POST', '/v1/users/password/reset', { user: { email: who.email } });
  const read = await mailTo(platform, who, /^Choose a new password/);
  const theirs = 'theirs now, and not mine';
  await thief.resetPassword(linkIn(read), theirs);
  await thief.signIn(who.username, theirs);
  await thief.makeToken('backup job');
  await thief.addKey('old laptop');
  const elsewhere = `thief-${who.username}@elsewhere.example`;
  await thief.act('PUT', '/v1/users/account', { user: { email: elsewhere } });
  const confirm = await mailTo(platform, { email: elsewhere }, /^Confirm your new/);
  await thief.act('POST', '/v1/users/email/confirm', {
    token: new URL(linkIn(confirm)).searchParams.get('token'),
  });
  await thief.addPasskey('Phone');
  expect(await thief.waysIn()).toEqual(everything);

  // The mailbox is its owner's again, and what came there meanwhile is read.
  const page = await opened(browser, 'en');
  const before = resetMails(platform, who).length;
  await page.goto(linkIn(await mailTo(platform, who, /^Your e-mail address was changed/)));
  await page.getByRole('button', { name: texts.undo.act }).click();
  await expect(h1(page)).toHaveText(texts.undo.done.title);
  await openReset(page, platform, who, before + 1);
  await choosePassword(page, platform, who, 'en');
  expect(await thief.waysIn()).toEqual([]);
  await expect(thief.signIn(who.username, theirs)).rejects.toThrow(/401/);
  await page.context().close();
});

test('a cookie was copied', async ({ browser, platform }) => {
  test.setTimeout(300_000);
  const who = await member(platform, 'copied');
  const page = await enter(browser, platform, who.email, 'en');
  const cookies = await page.context().cookies(platform.url);
  const thief = await Thief.appear(platform, 'lookup-copied');
  thief.session = cookies.find(({ name }) => name === sessionCookie)?.value ?? null;
  await thief.makeToken('backup job');
  await thief.addKey('old laptop');
  await thief.addPasskey('Phone');
  expect(await thief.waysIn()).toEqual(everything);

  const told = await mailTo(platform, who, /passkey was added/);
  await openTakeBack(page, platform, who, told, 'en');
  const { access } = english.reset;
  for (const [kind, name] of [
    ['api_token', 'backup job'],
    ['ssh_key', 'old laptop'],
    ['passkey', 'Phone'],
  ] as const)
    await expect(page.getByRole('checkbox', { name: access.named(access.kinds[kind], name) })).toBeChecked();
  await choosePassword(page, platform, who, 'en');
  expect(await thief.waysIn()).toEqual([]);
  await page.context().close();
});

test('a thief connected a GitHub account of their own', async ({ browser }) => {
  test.setTimeout(300_000);
  await using setting = await platformWithProviders();
  const { platform, gitHub } = setting;
  gitHub.addMember({ login: 'not-the-owner' });
  const who = await member(platform, 'connected');
  const page = await enter(browser, platform, who.email, 'en');
  const cookies = await page.context().cookies(platform.url);
  const thief = await Thief.appear(platform, 'lookup-connected');
  thief.session = cookies.find(({ name }) => name === sessionCookie)?.value ?? null;
  await thief.connect((address) => gitHub.approve(address, 'not-the-owner'));
  expect(await thief.waysIn()).toEqual(['cookie', 'provider']);

  const told = await mailTo(platform, who, /can now sign you in/);
  await openTakeBack(page, platform, who, told, 'en');
  await expect(page.getByRole('checkbox', { name: /not-the-owner/ })).toBeChecked();
  await inspect(page, 'reset-access-identity', 'en');
  await choosePassword(page, platform, who, 'en');
  expect(await thief.waysIn()).toEqual([]);
  await page.context().close();
});
