import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locales, paths } from '@loge/protocol';
import { simpleParser } from 'mailparser';
import { handMadePdf } from '../server/test/hand-made-pdf.ts';
import { inspect, openLook } from './looks.ts';
import { member, passphrase, signIn, someone } from './people.ts';
import { alone, expect, startPlatform, test } from './platform.ts';
import { browserLocale, words } from './words.ts';

/** A description beside its PDFs, as an operator makes it. */
function describe(folder: string, version: string, more: object = {}): string {
  const english = handMadePdf({ text: `The terms, version ${version}.` });
  const french = handMadePdf({ text: `Les conditions, version ${version}.`, language: 'fr' });
  writeFileSync(join(folder, `terms-${version}-en.pdf`), english);
  writeFileSync(join(folder, `terms-${version}-fr.pdf`), french);
  const file = join(folder, `terms-${version}.json`);
  const name = { en: 'Terms of service', fr: 'Conditions générales' };
  const short = { en: 'Terms', fr: 'CGU' };
  const pdf = { en: `terms-${version}-en.pdf`, fr: `terms-${version}-fr.pdf` };
  writeFileSync(
    file,
    JSON.stringify({
      slug: 'terms',
      version,
      required_for: ['platform'],
      enroll_at: '2099-03-01T00:00:00Z',
      name,
      short,
      documents: [{ name, short, pdf }],
      ...more,
    }),
  );
  return file;
}

test('a contract: published by command, shown on every page, read, accepted in French, mailed, proved', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  await using platform = await startPlatform();
  const folder = mkdtempSync(join(tmpdir(), 'loge-contracts-'));
  const { contracts: texts, waiting, home } = words.fr;
  const { email } = await member(platform, 'zoe', 'fr');
  await platform.command('contract', 'publish', describe(folder, '1'));
  const tried = await platform.command('contract', 'publish', describe(folder, '2'), '--dry-run');
  expect(tried).toContain('1 member would be asked to accept it by 1 March 2099.');

  const context = await browser.newContext({ locale: browserLocale.fr, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(platform.url);
  await signIn(page, email, 'fr');
  // At home, and on every other page: the way there.
  await expect(page.getByText(home.attention.contract('Conditions générales'))).toBeVisible();
  await page.goto(platform.url + paths.keys);
  // A node hears within seconds of what a command published.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(waiting.title)).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
  await page.getByRole('link', { name: waiting.act }).click();
  const section = page.getByRole('region', { name: texts.title, exact: true });
  await expect(section.getByText('Conditions générales').first()).toBeVisible();

  const link = section.getByRole('link', { name: texts.readLong('Conditions générales (Français)') });
  const read = await page.request.get(`${platform.url}${await link.getAttribute('href')}`);
  expect([read.status(), read.headers()['content-type']]).toEqual([200, 'application/pdf']);
  expect((await read.body()).toString('latin1')).toContain('Les conditions, version 1.');

  await section.getByRole('button', { name: texts.acceptLong('Conditions générales') }).click();
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByText(/J’accepte «\u202fConditions générales\u202f» \(version 1 du /),
  ).toBeVisible();
  await dialog.getByRole('button', { name: texts.accepting.act, exact: true }).click();
  await expect(section.getByText(texts.said('Conditions générales'))).toBeVisible();
  await expect(page.getByText(waiting.title)).toBeHidden();
  const mail = await platform.smtp.waitFor(({ subject }) => subject.includes('accepté'));
  const { attachments } = await simpleParser(mail.raw);
  expect(attachments.map(({ filename }) => filename)).toEqual(['terms-1-fr.pdf']);

  const download = page.waitForEvent('download');
  await section.getByRole('button', { name: texts.receiptLong('Conditions générales') }).click();
  const receipt = join(folder, (await download).suggestedFilename());
  await (await download).saveAs(receipt);
  const keys = join(folder, 'keys.json');
  writeFileSync(keys, await (await page.request.get(`${platform.url}/.well-known/receipt-keys.json`)).text());
  const proved = await alone('receipt', 'verify', receipt, '--keys', keys, '--documents', folder);
  expect(proved).toContain('The receipt holds.');
  expect(proved).toContain(email);

  await platform.command('contract', 'publish', describe(folder, '2'));
  await page.reload();
  await expect(page.getByRole('region', { name: texts.archive })).toContainText(texts.version('1'));
  await context.close();
  rmSync(folder, { recursive: true });
});

for (const locale of locales) {
  const { contracts: texts, signUp, fields } = words[locale];

  test(`contracts, ${locale}: what waits and the dialog, and the box of signing up, in each look`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    await using platform = await startPlatform();
    const folder = mkdtempSync(join(tmpdir(), 'loge-contracts-'));
    const { email } = await member(platform, 'lea', locale);
    await platform.command('contract', 'publish', describe(folder, '1'));
    await platform.command('contract', 'publish', describe(folder, '2'));
    const name = { en: 'Terms of service', fr: 'Conditions générales' }[locale];
    const page = await openLook(browser, locale);
    await page.goto(platform.url);
    await signIn(page, email, locale);
    await page.waitForURL(`${platform.url}/`);
    await page.goto(`${platform.url}${paths.account}#contracts`);
    await inspect(page, 'contracts', locale);
    await page.getByRole('button', { name: texts.acceptLong(name) }).click();
    await page.getByRole('dialog').getByText(texts.accepting.agree).waitFor();
    await inspect(page, 'contracts-accept', locale, { window: true });
    await page.context().close();

    const visitor = await openLook(browser, locale);
    await visitor.goto(platform.url + paths.signUp);
    const box = visitor.getByRole('checkbox', { name: new RegExp(name) });
    await expect(box).not.toBeChecked();
    await expect(visitor.getByRole('link', { name: fields.contracts.read(name) })).toBeVisible();
    const person = someone('new');
    await visitor.getByLabel(signUp.email, { exact: true }).fill(person.email);
    await visitor.getByLabel(signUp.username, { exact: true }).fill(person.username);
    await visitor.getByLabel(signUp.password, { exact: true }).fill(passphrase);
    await visitor.getByRole('button', { name: signUp.submit }).click();
    await expect(box).toHaveAttribute('aria-invalid', 'true');
    await inspect(visitor, 'sign-up-contracts', locale);
    // Meanwhile another version is published: the page says so, and shows its words.
    await box.check();
    await platform.command('contract', 'publish', describe(folder, '3'));
    await visitor.getByRole('button', { name: signUp.submit }).click();
    await expect(visitor.getByText(fields.contracts.errors.contract_gone)).toBeVisible();
    await expect(visitor.getByText(/version 3/)).toBeVisible();
    await expect(box).not.toBeChecked();
    await box.check();
    await visitor.getByRole('button', { name: signUp.submit }).click();
    await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(signUp.sent.title);
    await visitor.context().close();
    rmSync(folder, { recursive: true });
  });
}
