import { type Locale, locales } from '@loge/protocol';
import type { Page } from '@playwright/test';
import { keysAndTokens } from './look-keys-tokens.ts';
import { complaintsOf, inspect, openLook } from './looks.ts';
import { enrolmentLink, member, passphrase, signIn, someone } from './people.ts';
import { expect, startPlatform, test } from './platform.ts';
import { visits } from './visits.ts';

/** An address that no page has. */
const notFound = { name: 'not-found', address: '/nowhere' };

// Sixty looks or so in each: a limit in seconds would only time the machine. What hangs is told by its own step.
test.describe.configure({ timeout: 900_000 });

for (const locale of locales) {
  test(`every page before signing in, ${locale}`, async ({ browser, platform }) => {
    const page = await openLook(browser, locale);
    const complaints = complaintsOf(page);
    for (const { name, address } of [...visits.filter(({ signedIn }) => !signedIn), notFound]) {
      await page.goto(platform.url + address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await inspect(page, name, locale);
    }
    await page.goto(await enrolmentLink(platform));
    await page.getByRole('img').waitFor();
    await inspect(page, 'enrolment', locale);
    await wrongInput(page, platform.url, locale);
    await inspect(page, 'sign-up-errors', locale);
    // What the server refused on purpose stands in the console too.
    expect(complaints.filter((line) => !/404 \(Not Found|422 \(Unprocessable/.test(line))).toEqual([]);
    await page.context().close();
  });

  test(`every page of a member, ${locale}`, async ({ browser, platform }) => {
    const person = await member(platform, 'marguerite-anne', locale);
    const page = await openLook(browser, locale);
    const complaints = complaintsOf(page);
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, person.username, locale);
    await page.waitForURL(`${platform.url}/`);
    for (const { name, address } of visits.filter(({ signedIn }) => signedIn)) {
      await page.goto(platform.url + address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await inspect(page, name, locale);
    }
    await page.getByRole('banner').getByRole('button').last().click();
    await page.getByRole('menu').waitFor();
    await inspect(page, 'menu', locale);
    // What the server refused on purpose stands in the console too.
    expect(complaints.filter((line) => !line.includes('422 (Unprocessable'))).toEqual([]);
    await page.context().close();
  });

  test(`SSH keys and API tokens in every state, ${locale}`, async ({ browser, platform }) => {
    const person = await member(platform, 'marguerite-anne', locale);
    const page = await openLook(browser, locale);
    const complaints = complaintsOf(page);
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, person.username, locale);
    await page.waitForURL(`${platform.url}/`);
    for await (const { title, dialog } of keysAndTokens(page, platform.url, locale))
      await inspect(page, title, locale, { window: dialog ?? false });
    // What the server refused on purpose stands in the console too.
    expect(complaints.filter((line) => !line.includes('422 (Unprocessable'))).toEqual([]);
    await page.context().close();
  });
}

test('the demo’s outbox, in both languages and widths', async ({ browser }) => {
  await using platform = await startPlatform(['--demo']);
  for (const locale of locales) {
    const page = await openLook(browser, locale);
    await page.goto(`${platform.url}/outbox`);
    await page.getByText('zoe@atelier.example').first().click();
    await inspect(page, 'outbox', locale);
    await page.context().close();
  }
});

async function wrongInput(page: Page, url: string, locale: Locale): Promise<void> {
  await page.goto(`${url}/users/sign_up`);
  await page.locator('[name=email]').fill('not an address');
  await page.locator('[name=username]').fill(someone('-').username);
  await page.locator('[name=password]').fill(passphrase.slice(0, 5));
  await page.getByRole('main').locator('button[type=submit]').click();
  await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
}
