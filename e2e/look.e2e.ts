import { AxeBuilder } from '@axe-core/playwright';
import { type Locale, locales } from '@loge/protocol';
import type { Page } from '@playwright/test';
import { keysAndTokens } from './look-keys-tokens.ts';
import { member, passphrase, signIn, signInElsewhere, someone, userAgents } from './people.ts';
import { expect, startPlatform, test } from './platform.ts';
import { browserLocale, words } from './words.ts';

const widths = [360, 1280] as const;
const themes = ['light', 'dark'] as const;

/** Every page, and how to come to the state that is looked at. */
const signedOut = {
  'sign-in': '/users/sign_in',
  'sign-up': '/users/sign_up',
  'forgotten-password': '/users/password/new',
  'new-password': '/users/password/edit?token=not-a-real-one',
  confirmation: '/users/confirmation?token=not-a-real-one',
  unsubscribe: '/newsletter/unsubscribe?token=not-a-real-one',
  'two-factor-stop': '/users/two_factor/stop?token=not-a-real-one',
  'email-undo': '/users/email/undo?token=not-a-real-one',
  'email-confirm': '/users/email/confirm?token=not-a-real-one',
  'delete-undo': '/account/delete/undo?token=not-a-real-one',
  'not-found': '/nowhere',
};
const signedIn = {
  home: '/',
  account: '/account',
  authentication: '/account/authorization',
  'security-log': '/account/authorization/log',
  'delete-confirm': '/account/delete/confirm?id=x&token=not-a-real-one',
};

for (const locale of locales) {
  for (const theme of themes) {
    for (const width of widths) {
      test(`every page in ${locale}, ${theme}, ${width} px wide`, async ({ browser, platform }) => {
        const name = (page: string) => `screenshots/${page}-${theme}-${locale}-${width}.png`;
        const person = await member(platform, 'marguerite-anne', locale);
        const context = await browser.newContext({
          locale: browserLocale[locale],
          colorScheme: theme,
          viewport: { width, height: width === 360 ? 740 : 900 },
          reducedMotion: 'reduce',
        });
        const page = await context.newPage();
        const complaints = complaintsOf(page);
        for (const [title, path] of Object.entries(signedOut)) {
          await page.goto(platform.url + path);
          await inspect(page, name(title));
        }
        await wrongInput(page, platform.url, locale);
        await inspect(page, name('sign-up-errors'));
        await signInElsewhere(platform, person.username, userAgents.iphone);
        await signInElsewhere(platform, person.username, 'a program/1.0');
        await page.goto(`${platform.url}/users/sign_in`);
        await signIn(page, person.username, locale);
        await page.waitForURL(`${platform.url}/`);
        for (const [title, path] of Object.entries(signedIn)) {
          await page.goto(platform.url + path);
          await page.getByRole('heading', { level: 1 }).waitFor();
          // What is further down comes for whoever walks with Tab.
          await page.keyboard.press('Tab');
          await page.waitForLoadState('networkidle');
          await inspect(page, name(title));
        }
        for await (const { title, dialog } of keysAndTokens(page, platform.url, locale))
          await inspect(page, name(title), !dialog);
        await page.goto(`${platform.url}/account/authorization`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.keyboard.press('Tab');
        await changingPassword(page, locale);
        await inspect(page, name('authentication-form'));
        await page.getByRole('button', { name: words[locale].sessions.open.end }).last().click();
        await page.getByRole('dialog').waitFor();
        // A dialog stands in the window, wherever the page is scrolled to.
        await inspect(page, name('authentication-dialog'), false);
        await page.keyboard.press('Escape');
        await page.getByRole('banner').getByRole('button').last().click();
        await page.getByRole('menu').waitFor();
        await inspect(page, name('menu'));
        expect(complaints.filter((line) => !line.includes('404 (Not Found)'))).toEqual([]);
        await context.close();
      });
    }
  }
}

test('the demo’s outbox, in both languages and widths', async ({ browser }) => {
  await using platform = await startPlatform(['--demo']);
  for (const locale of locales) {
    for (const width of widths) {
      for (const theme of themes) {
        const context = await browser.newContext({
          locale: browserLocale[locale],
          colorScheme: theme,
          viewport: { width, height: 800 },
        });
        const page = await context.newPage();
        await page.goto(`${platform.url}/outbox`);
        await page.getByText('zoe@atelier.example').first().click();
        await inspect(page, `screenshots/outbox-${theme}-${locale}-${width}.png`);
        await context.close();
      }
    }
  }
});

/** What the browser complains of: scripts that failed, styles that the policy refused. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

/** The form on the page that is open, with something wrong and something half right in it. */
async function changingPassword(page: Page, locale: Locale): Promise<void> {
  const { credentials } = words[locale].password;
  await page.getByRole('button', { name: credentials.change, exact: true }).last().click();
  await page.locator('[name=password]').fill('seven lime tins');
  await page.getByRole('button', { name: credentials.submit }).click();
  await expect(page.locator('[name=current_password]')).toHaveAttribute('aria-invalid', 'true');
}

async function wrongInput(page: Page, url: string, locale: Locale): Promise<void> {
  await page.goto(`${url}/users/sign_up`);
  await page.locator('[name=email]').fill('not an address');
  await page.locator('[name=username]').fill(someone('-').username);
  await page.locator('[name=password]').fill(passphrase.slice(0, 5));
  await page.getByRole('main').locator('button[type=submit]').click();
  await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
}

/** Keeps a picture, and holds the page against what can be measured: axe, sideways scrolling, cut text. */
async function inspect(page: Page, picture: string, fullPage = true): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: picture, fullPage });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    picture,
  ).toEqual([]);
  const overflow = await page.evaluate(() => {
    const root = document.documentElement;
    const sideways =
      root.scrollWidth > root.clientWidth ? [`page scrolls sideways: ${root.scrollWidth}`] : [];
    const cut = [...document.querySelectorAll('button, a, label, h1, h2, p, span')]
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element);
        return (
          overflowX !== 'visible' &&
          textOverflow !== 'ellipsis' &&
          element.scrollWidth > element.clientWidth + 1
        );
      })
      .filter((element) => element.clientWidth > 1)
      .map((element) => `cut: ${element.tagName} ${element.textContent?.slice(0, 60)}`);
    return [...sideways, ...cut];
  });
  expect(overflow, picture).toEqual([]);
}
