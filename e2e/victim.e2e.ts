import { type Locale, locales } from '@loge/protocol';
import type { Browser, Page } from '@playwright/test';
import type { ReceivedMail } from '../server/test/smtp.ts';
import { inspect, openLook } from './looks.ts';
import { linkIn, makeToken, member, type Someone, signIn, tokenWorks } from './people.ts';
import { expect, type Platform, test } from './platform.ts';
import { Thief } from './thief.ts';
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
    test.setTimeout(180_000);
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
}
