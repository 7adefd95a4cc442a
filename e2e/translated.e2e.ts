import type { Page } from '@playwright/test';
import { totpAt } from '../server/test/totp-app.ts';
import { settled } from './looks.ts';
import { makeToken, member } from './people.ts';
import { expect, test } from './platform.ts';
import { enter, openTab } from './tab.ts';
import { words } from './words.ts';

const { email, passkey, profile, shell, tokens, totp, twoFactor, fields } = words.en;

/** What a browser's translator does to a page: an element in the place of each text, now and whenever one comes. */
function translate(): void {
  const wrap = (text: Text) => {
    if (text.data.trim() === '' || !text.parentElement) return;
    if (text.parentElement.closest('[translate="no"], script, style, option, textarea, [data-translated]'))
      return;
    const translated = document.createElement('font');
    translated.dataset.translated = '';
    translated.textContent = text.data;
    text.replaceWith(translated);
  };
  const within = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text);
    if (root instanceof Text) texts.push(root);
    for (const text of texts) wrap(text);
  };
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) within(node);
    }).observe(document.body, { childList: true, subtree: true });
    within(document.body);
  });
}

/** A member's browser that translates every page. */
async function translated(page: Page): Promise<string[]> {
  const crashes: string[] = [];
  page.on('pageerror', (error) => crashes.push(error.message));
  await page.addInitScript(translate);
  return crashes;
}

test('a page that the browser translates goes on working', async ({ browser, platform }) => {
  test.setTimeout(150_000);
  const person = await member(platform, 'translated');
  const secret = await makeToken(platform, person.username, 'A client');
  const page = await enter(browser, platform, person.username, 'en');
  const crashes = await translated(page);

  // The time zone, whose hint comes and goes.
  await page.goto(`${platform.url}/account`);
  await settled(page);
  await page.getByLabel(profile.preferences.timeZone).selectOption('Asia/Tokyo');
  await page.getByRole('button', { name: profile.preferences.useHere }).click();
  await expect(page.getByRole('button', { name: profile.preferences.useHere })).toHaveCount(0);
  // A username that is taken, and the one that is offered instead.
  const other = await member(platform, 'taken');
  await page.getByLabel(profile.profile.username, { exact: true }).fill(other.username);
  await page.getByRole('button', { name: profile.profile.save }).click();
  await page.getByRole('button', { name: other.username }).click();
  await expect(page.getByText(words.en.errors.free.after)).toHaveCount(0);
  await page.getByRole('button', { name: profile.profile.discard }).click();

  // A factor, and its recovery codes.
  await openTab(page, platform);
  await page.getByRole('button', { name: twoFactor.setUp }).click();
  const key = (await page.locator('code').first().textContent()) ?? '';
  await page.getByLabel(totp.code).fill(totpAt(key.replaceAll(' ', ''), Date.now()));
  await page.getByRole('button', { name: twoFactor.setup.submit }).click();
  await expect(page.getByRole('heading', { name: fields.codes.title })).toBeVisible();
  await page.getByLabel(fields.codes.kept).check();
  await page.getByRole('button', { name: fields.codes.done }).click();
  await expect(page.getByText(twoFactor.codes.title, { exact: true })).toBeVisible();
  // A change of address.
  await page.getByRole('button', { name: email.change, exact: true }).first().click();
  await page.getByLabel(email.next).fill(`next-${person.email}`);
  await page.getByRole('button', { name: email.submit }).click();
  await expect(page.getByText(`next-${person.email}`).first()).toBeVisible();
  await page.getByRole('button', { name: passkey.add }).click();
  await page.getByRole('button', { name: shell.cancel }).click();

  // A token is renewed with an overlap: the new secret is shown this once.
  await page.getByRole('link', { name: shell.tab('tokens') }).click();
  await settled(page);
  await page.getByRole('button', { name: tokens.renewLong('A client') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(tokens.renewing.overlaps.day).check();
  await dialog.getByRole('button', { name: tokens.renewing.act }).click();
  const fresh = page
    .locator('code[translate="no"]')
    .filter({ hasText: /^\S{40,}$/ })
    .first();
  await expect(fresh).toBeVisible();
  expect(await fresh.textContent()).not.toBe(secret);
  expect(crashes).toEqual([]);
  await page.context().close();
});
