import { locales } from '@loge/protocol';
import type { Page } from '@playwright/test';
import { inspect } from './looks.ts';
import { expireLinks } from './past.ts';
import {
  byAnybody,
  byApi,
  byPassword,
  member,
  newcomer,
  passphrase,
  type Someone,
  signIn,
  turnOnTotp,
} from './people.ts';
import { expect, type Platform, test } from './platform.ts';
import { enter } from './tab.ts';
import { browserLocale, words } from './words.ts';

/** A page that a mailed link opens, and what has to be pressed there. */
interface Kind {
  readonly path: string;
  /** The button; none where opening the page is enough. */
  readonly act: string | null;
  /** Has a link of this kind mailed to somebody. */
  readonly mail: (platform: Platform, who: Someone) => Promise<void>;
}

async function changeAddress(platform: Platform, { username, email }: Someone): Promise<void> {
  const call = await byApi(platform, username);
  await call('PUT', '/v1/users/account', { user: { email: `next-${email}`, current_password: passphrase } });
}

/** Whatever address it went to: the latest link to a page that somebody was mailed. */
async function linkTo(platform: Platform, who: Someone, path: string): Promise<string> {
  const pattern = new RegExp(`https?://\\S+${path}\\?\\S*token=\\S+`);
  const mail = await platform.smtp.waitFor(
    ({ to, text }) => to.some((address) => address.endsWith(who.email)) && pattern.test(text),
  );
  return pattern.exec(mail.text)?.[0] ?? '';
}

for (const locale of locales) {
  const { dataExport, deletion, email, password, shell, signUp, twoFactor } = words[locale];

  /** Anybody who has the link may press the button. */
  const open: Kind[] = [
    {
      path: '/users/two_factor/stop',
      act: twoFactor.stop.act,
      mail: (platform, who) => turnOnTotp(platform, who.username).then(() => {}),
    },
    {
      path: '/users/two_factor/keep',
      act: twoFactor.keep.act,
      mail: async (platform, who) => {
        await turnOnTotp(platform, who.username);
        await platform.command('member', 'reset-2fa', who.username, '--reason', 'The phone is lost');
      },
    },
    { path: '/users/email/cancel', act: email.stop.act, mail: changeAddress },
    {
      path: '/users/email/undo',
      act: email.undo.act,
      mail: async (platform, who) => {
        await changeAddress(platform, who);
        const token = new URL(await linkTo(platform, who, '/users/email/confirm')).searchParams.get('token');
        await byPassword(platform, who.username, 'POST', '/v1/users/email/confirm', { token });
      },
    },
    {
      path: '/account/delete/stop',
      act: deletion.stop.act,
      mail: async (platform, who) =>
        void (await (
          await byApi(platform, who.username)
        )('POST', '/v1/users/delete')),
    },
    {
      path: '/account/delete/undo',
      act: deletion.undo.act,
      mail: async (platform, who) => {
        const call = await byApi(platform, who.username);
        await call('POST', '/v1/users/delete');
        const { searchParams } = new URL(await linkTo(platform, who, '/account/delete/confirm'));
        const body = { deletion: { token: searchParams.get('token') } };
        await call('POST', `/v1/users/delete/${searchParams.get('id')}/confirm`, body);
      },
    },
  ];
  /** It takes the account's own session as well. */
  const bound: Kind[] = [
    { path: '/users/email/confirm', act: email.confirm.act, mail: changeAddress },
    {
      path: '/account/delete/confirm',
      act: deletion.confirm.act,
      mail: async (platform, who) =>
        void (await (
          await byApi(platform, who.username)
        )('POST', '/v1/users/delete')),
    },
    {
      path: '/account/export',
      act: dataExport.fetch.act,
      mail: async (platform, who) => {
        const call = await byApi(platform, who.username);
        await call('POST', '/v1/users/self/export', { current_password: passphrase });
      },
    },
  ];
  const h1 = (page: Page) => page.getByRole('heading', { level: 1 });
  const press = (page: Page, act: string) => page.getByRole('button', { name: act, exact: true }).click();
  /** All of it arrived but the end. */
  const cut = (link: string) => link.slice(0, -6);

  test.describe(`mailed links that do not work any more, ${locale}`, () => {
    test.describe.configure({ timeout: 240_000 });

    for (const { path, act, mail } of open) {
      test(`${path}: cut short, incomplete, expired`, async ({ browser, platform }) => {
        const who = await member(platform, 'links', locale);
        await mail(platform, who);
        const link = await linkTo(platform, who, path);
        const context = await browser.newContext({ locale: browserLocale[locale], reducedMotion: 'reduce' });
        const page = await context.newPage();
        await page.goto(platform.url + path);
        await expect(h1(page)).toHaveText(shell.link.incomplete.title);
        await page.goto(cut(link));
        await press(page, act ?? '');
        await expect(h1(page)).toHaveText(shell.link.invalid_link.title);
        expireLinks(platform, who.username);
        await page.goto(link);
        await press(page, act ?? '');
        await expect(h1(page)).toHaveText(shell.link.expired_link.title);
        if (path === '/users/email/undo') await inspect(page, 'link-expired', locale);
        await page.getByRole('link', { name: shell.link.home }).click();
        await expect(h1(page)).not.toHaveText(shell.link.expired_link.title);
        await context.close();
      });
    }

    for (const { path, act, mail } of bound) {
      test(`${path}: cut short, incomplete, another account’s, expired`, async ({ browser, platform }) => {
        const [who, stranger] = [
          await member(platform, 'bound', locale),
          await member(platform, 'other', locale),
        ];
        await mail(platform, who);
        const link = await linkTo(platform, who, path);
        const page = await enter(browser, platform, stranger.username, locale);
        await page.goto(platform.url + path);
        await expect(h1(page)).toHaveText(shell.link.incomplete.title);
        await page.goto(link);
        await press(page, act ?? '');
        await expect(h1(page)).toHaveText(shell.link.invalid_link.title);
        await expect(page.getByText(shell.link.signedInAs(stranger.email))).toBeVisible();
        if (path === '/account/export') await inspect(page, 'link-anothers', locale);
        // It goes on in place, with the right account.
        await press(page, shell.link.signOut);
        await signIn(page, who.username, locale);
        await expect(page.getByRole('button', { name: act ?? '', exact: true })).toBeVisible();
        await page.goto(cut(link));
        await press(page, act ?? '');
        await expect(h1(page)).toHaveText(shell.link.invalid_link.title);
        expireLinks(platform, who.username);
        await page.goto(link);
        await press(page, act ?? '');
        await expect(h1(page)).toHaveText(shell.link.expired_link.title);
        await page.context().close();
      });
    }

    test('/users/confirmation: cut short, another account’s, expired, and a new one', async ({
      browser,
      platform,
    }) => {
      const [who, stranger] = [
        await newcomer(platform, 'new', locale),
        await member(platform, 'other', locale),
      ];
      const link = await linkTo(platform, who, '/users/confirmation');
      const page = await enter(browser, platform, stranger.username, locale);
      await page.goto(`${platform.url}/users/confirmation`);
      await expect(h1(page)).toHaveText(signUp.confirm.incomplete.title);
      await page.goto(link);
      await expect(h1(page)).toHaveText(signUp.confirm.invalid_link.title);
      await expect(page.getByText(signUp.confirm.invalid_link.body(stranger.email))).toBeVisible();
      await press(page, signUp.confirm.signOut);
      await expect(page.getByText(signUp.confirm.signInFirst)).toBeVisible();
      expireLinks(platform, who.username);
      await signIn(page, who.username, locale);
      await expect(h1(page)).toHaveText(signUp.confirm.expired_link.title);
      await inspect(page, 'confirmation-expired', locale);
      await press(page, signUp.confirm.resend);
      await expect(page.getByText(signUp.confirm.resent(who.email))).toBeVisible();
      await page.context().close();
    });

    test('/users/password/edit: cut short, incomplete, expired, used', async ({ browser, platform }) => {
      const who = await member(platform, 'reset', locale);
      await byAnybody(platform, 'POST', '/v1/users/password/reset', { user: { email: who.email } });
      const link = await linkTo(platform, who, '/users/password/edit');
      const page = await (await browser.newContext({ locale: browserLocale[locale] })).newPage();
      const { bad, done, reset } = password;
      const fresh = 'a chair, a desk and a lamp';
      const choose = async () => {
        await page.getByLabel(reset.password, { exact: true }).fill(fresh);
        await press(page, reset.submit);
      };
      await page.goto(`${platform.url}/users/password/edit`);
      await expect(h1(page)).toHaveText(bad.invalid_link.title);
      // StatusMessage at once, before anybody has invented a password.
      await page.goto(cut(link));
      await expect(h1(page)).toHaveText(bad.invalid_link.title);
      await page.goto(link);
      await choose();
      await expect(h1(page)).toHaveText(done.title);
      await page.goto(link);
      await expect(h1(page)).toHaveText(bad.used_link.title);
      await byAnybody(platform, 'POST', '/v1/users/password/reset', { user: { email: who.email } });
      const mails = () =>
        platform.smtp.mails.filter(({ to, text }) => to.includes(who.email) && /password\/edit/.test(text));
      await expect.poll(() => mails().length).toBe(2);
      expireLinks(platform, who.username);
      await page.goto(/https?:\/\/\S+token=\S+/.exec(mails().at(-1)?.text ?? '')?.[0] ?? '');
      await expect(h1(page)).toHaveText(bad.expired_link.title);
      await expect(page.getByRole('link', { name: bad.act })).toBeVisible();
      await page.context().close();
    });
  });
}
