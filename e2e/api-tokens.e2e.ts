import { locales } from '@loge/protocol';
import type { Page } from '@playwright/test';
import { member } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, test } from './platform.ts';
import { enter } from './tab.ts';
import { words } from './words.ts';

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

/** What a tool does with a secret: exchanges it, and reads the account. */
async function use(url: string, secret: string): Promise<{ exchange: number; self: number | null }> {
  const exchange = await fetch(`${url}/v1/tokens/exchange`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`:${secret}`).toString('base64')}`,
      'user-agent': 'acme-cli/1.48',
    },
  });
  if (exchange.status !== 200) return { exchange: exchange.status, self: null };
  const { token } = await exchange.json();
  const self = await fetch(`${url}/v1/users/self`, {
    headers: { authorization: `Bearer ${token}`, 'user-agent': 'acme-cli/1.48' },
  });
  return { exchange: 200, self: self.status };
}

/** The secret that is shown, by the button that copies it. */
async function copied(page: Page, button: string): Promise<string> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(secret).toMatch(/^tk-us-[\w-]{48}$/);
  return secret;
}

/** Everything that a page leaves lying about, but for what it shows. */
const traces = (page: Page): Promise<string> =>
  page.evaluate(() =>
    JSON.stringify([
      location.href,
      history.state,
      { ...sessionStorage },
      { ...localStorage },
      document.cookie,
    ]),
  );

for (const locale of locales) {
  const { fields, home, shell, tokens: texts } = words[locale];
  const copySecret = fields.copy.long(texts.fresh.secret);

  // ASVS 14.3.3
  test(`API tokens, ${locale}: generated with chosen permissions, kept, used, renewed with an overlap, revoked`, async ({
    browser,
    platform,
  }) => {
    test.setTimeout(180_000);
    const { email } = await member(platform, 'tokens', locale);
    const page = await enter(browser, platform, email, locale);
    await page.goto(`${platform.url}/account`);
    await page.getByRole('link', { name: shell.tab('tokens') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(shell.tab('tokens'));
    await expect(page.getByText(texts.none)).toBeVisible();

    await page.getByRole('button', { name: texts.generate }).click();
    const name = page.getByLabel(texts.form.name, { exact: true });
    await expect(name).toBeFocused();
    const submit = page.getByRole('button', { name: texts.form.submit, exact: true });
    await submit.click();
    // Neither a name nor a permission yet.
    await expect(name).toBeFocused();
    await expect(page.getByText(texts.form.chooseScope)).toBeVisible();
    await name.fill('backup');
    await page.getByLabel(texts.scopes['account:read'].label, { exact: true }).check();
    await page.getByLabel(texts.scopes['keys:read'].label, { exact: true }).check();
    await page.getByLabel(fields.expiry.label).selectOption('7');
    await submit.click();
    const ready = page.getByRole('heading', { name: texts.fresh.ready('backup') });
    await expect(ready).toBeFocused();
    await expect(page.getByText(`curl -X POST ${platform.url}/v1/tokens/exchange -u :$TOKEN`)).toBeVisible();
    await keepPicture(page, `token-fresh-${locale}`, { fullPage: true });
    const first = await copied(page, copySecret);
    expect(await traces(page)).not.toContain(first);
    expect(await use(platform.url, first)).toEqual({ exchange: 200, self: 200 });
    await platform.smtp.waitFor(({ to, text }) => to.includes(email) && text.includes('backup'));

    // Leaving now asks first, by a link of the page and by going back.
    const dialog = page.getByRole('dialog');
    await page.getByRole('link', { name: shell.tab('keys') }).click();
    await expect(dialog).toContainText(texts.leaving.body);
    await dialog.getByRole('button', { name: texts.leaving.stay }).click();
    await page.evaluate(() => history.back());
    await expect(dialog).toContainText(texts.leaving.body);
    await page.keyboard.press('Escape');
    await expect(ready).toBeVisible();
    await page.getByRole('button', { name: texts.fresh.kept }).click();
    await expect(ready).toBeHidden();
    await expect(page.getByRole('main')).not.toContainText(first);

    await expect(row(page, 'backup')).toContainText('account:read, keys:read');
    await expect(row(page, 'backup')).toContainText(texts.left(7));
    // Use marks are written within a second or two.
    await expect(async () => {
      await page.reload();
      await expect(row(page, 'backup')).toContainText('acme-cli/1.48', { timeout: 1000 });
    }).toPass();
    await keepPicture(page, `tokens-${locale}`, { fullPage: true });
    // The home page knows that it is about to end.
    await page.goto(platform.url);
    await expect(page.getByText(home.attention.tokenEnds('backup', 7))).toBeVisible();
    await page.getByRole('link', { name: home.attention.seeTokens }).click();

    await page.getByRole('button', { name: texts.renewLong('backup') }).click();
    await expect(dialog).toContainText('acme-cli/1.48');
    await dialog.getByLabel(texts.renewing.overlaps.hour).check();
    await dialog.getByLabel(fields.expiry.label).selectOption('365');
    await keepPicture(page, `token-renewing-${locale}`);
    await dialog.getByRole('button', { name: texts.renewing.act }).click();
    await expect(page.getByRole('heading', { name: texts.fresh.renewed('backup') })).toBeFocused();
    const second = await copied(page, copySecret);
    expect(second).not.toBe(first);
    for (const secret of [first, second])
      expect(await use(platform.url, secret)).toEqual({ exchange: 200, self: 200 });
    await page.getByRole('button', { name: texts.fresh.kept }).click();
    await expect(row(page, 'backup')).not.toContainText(texts.left(7));

    await page.getByRole('button', { name: texts.revokeLong('backup') }).click();
    await expect(dialog).toContainText('acme-cli/1.48');
    await keepPicture(page, `token-revoking-${locale}`);
    await dialog.getByRole('button', { name: texts.revoking.act }).click();
    await expect(page.getByText(texts.said.revoked('backup'))).toBeVisible();
    for (const secret of [first, second])
      expect(await use(platform.url, secret)).toEqual({ exchange: 401, self: null });
    const ended = page.getByRole('region', { name: texts.ended.title });
    await expect(ended.getByRole('listitem')).toContainText(['backup']);
    await expect(ended).toContainText(texts.ended.revoked);
    await page.context().close();
  });

  test(`API tokens, ${locale}: one with full access is followed by a narrower one of what it did`, async ({
    browser,
    platform,
  }) => {
    test.setTimeout(120_000);
    const { email } = await member(platform, 'narrow', locale);
    const page = await enter(browser, platform, email, locale);
    await page.goto(`${platform.url}/account/tokens`);
    await page.getByRole('button', { name: texts.generate }).click();
    await page.getByLabel(texts.form.name, { exact: true }).fill('laptop');
    await page.getByLabel(texts.form.full).check();
    await expect(page.getByText(texts.form.fullHint)).toBeVisible();
    await page.getByLabel(fields.expiry.label).selectOption('never');
    await page.getByRole('button', { name: texts.form.submit, exact: true }).click();
    const wide = await copied(page, copySecret);
    await page.getByRole('button', { name: texts.fresh.kept }).click();
    await expect(row(page, 'laptop')).toContainText(texts.full);
    await expect(row(page, 'laptop')).toContainText(texts.never);
    expect(await use(platform.url, wide)).toEqual({ exchange: 200, self: 200 });

    const dialog = page.getByRole('dialog');
    await expect(async () => {
      await page.getByRole('button', { name: texts.revokeLong('laptop') }).click();
      const offer = dialog.getByText(texts.uses.narrower('account:read'));
      const seen = await offer.waitFor({ timeout: 1500 }).then(
        () => true,
        () => false,
      );
      if (!seen) await page.keyboard.press('Escape');
      expect(seen).toBe(true);
    }).toPass();
    await dialog.getByRole('button', { name: texts.uses.narrow }).click();
    await expect(page.getByLabel(texts.form.name, { exact: true })).toHaveValue('laptop');
    await expect(page.getByLabel(texts.scopes['account:read'].label, { exact: true })).toBeChecked();
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(1);
    await page.getByRole('button', { name: texts.form.submit, exact: true }).click();
    const narrow = await copied(page, copySecret);
    expect(await use(platform.url, narrow)).toEqual({ exchange: 200, self: 200 });

    // Whoever insists leaves, and the secret is nowhere any more.
    await page.getByRole('link', { name: shell.tab('account') }).click();
    await dialog.getByRole('button', { name: texts.leaving.leave }).click();
    await expect(page).toHaveURL(`${platform.url}/account`);
    expect(await traces(page)).not.toContain(narrow);
    await page.goBack();
    await expect(row(page, 'laptop')).toHaveCount(2);
    await expect(page.getByRole('main')).not.toContainText(narrow);
    await page.context().close();
  });
}
