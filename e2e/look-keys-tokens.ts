import type { Locale } from '@loge/protocol';
import type { Page } from '@playwright/test';
import { keyFiles } from './key-files.ts';
import { expect } from './platform.ts';
import { words } from './words.ts';

/** A state that the page has come to, by its picture's name; a dialog stands in the window only. */
interface Seen {
  readonly title: string;
  readonly dialog?: boolean;
}

/** Walks somebody who is signed in, and has neither, through the states of the two tabs. */
export async function* keysAndTokens(page: Page, url: string, locale: Locale): AsyncGenerator<Seen> {
  yield* keys(page, url, locale);
  yield* tokens(page, url, locale);
}

async function* keys(page: Page, url: string, locale: Locale): AsyncGenerator<Seen> {
  const { keys: texts, shell } = words[locale];
  using files = keyFiles();
  files.make('id_ed25519', 'marguerite-anne@the-laptop-in-the-kitchen', '-t', 'ed25519');
  files.make('id_rsa', 'the office', '-t', 'rsa', '-b', '4096');
  await page.goto(`${url}/account/keys`);
  await page.getByText(texts.none).waitFor();
  const box = page.locator('[name=content]');
  const submit = page.getByRole('button', { name: texts.adding.submit, exact: true });
  await page.getByRole('button', { name: texts.add }).click();
  await box.fill(files.privateKey('id_rsa'));
  await submit.click();
  await expect(box).toHaveAttribute('aria-invalid', 'true');
  yield { title: 'keys-form' };
  await box.fill(files.publicKey('id_rsa'));
  await page.locator('[name=expires_in_days]').selectOption('date');
  const soon = new Date(Date.now() + 4 * 86_400_000).toISOString().slice(0, 10);
  await page.locator('[name=expires_at]').fill(soon);
  await submit.click();
  await page.getByText(texts.said.added('the office')).waitFor();
  await page.getByRole('button', { name: texts.add }).click();
  await box.fill(files.publicKey('id_ed25519'));
  await submit.click();
  await page.getByText(texts.justAdded, { exact: true }).waitFor();
  yield { title: 'keys-full' };
  await page.getByRole('button', { name: texts.editLong('the office') }).click();
  await page.locator('[name=expires_in_days]').waitFor();
  yield { title: 'keys-edit' };
  await page.getByRole('button', { name: shell.cancel }).click();
  await page.getByRole('button', { name: texts.removeLong('the office') }).click();
  await page.getByRole('dialog').waitFor();
  yield { title: 'keys-dialog', dialog: true };
  await page.keyboard.press('Escape');
}

async function* tokens(page: Page, url: string, locale: Locale): AsyncGenerator<Seen> {
  const { tokens: texts } = words[locale];
  await page.goto(`${url}/account/tokens`);
  await page.getByText(texts.none).waitFor();
  const name = page.locator('[name=name]');
  const submit = page.getByRole('button', { name: texts.form.submit, exact: true });
  const generate = async (called: string) => {
    await page.getByRole('button', { name: texts.generate }).click();
    await name.fill(called);
  };
  await generate('');
  await submit.click();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  yield { title: 'tokens-form' };
  await name.fill('backup of everything in the house');
  await page.locator('[name=expires_in_days]').selectOption('7');
  for (const scope of ['account:read', 'keys:read', 'events:read'] as const)
    await page.getByLabel(texts.scopes[scope].label, { exact: true }).check();
  await submit.click();
  await page.getByRole('button', { name: texts.fresh.kept }).click();
  await generate('laptop');
  await page.getByLabel(texts.form.full).check();
  await submit.click();
  await page.getByText(texts.fresh.ready('laptop')).waitFor();
  await page.getByText(texts.full).last().waitFor();
  yield { title: 'tokens-fresh' };
  await page.getByRole('button', { name: texts.fresh.kept }).click();
  await page.getByRole('button', { name: texts.renewLong('laptop') }).click();
  await page.getByText(texts.uses.none).waitFor();
  yield { title: 'tokens-renewing', dialog: true };
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: texts.revokeLong('laptop') }).click();
  await page.getByText(texts.uses.none).waitFor();
  yield { title: 'tokens-dialog', dialog: true };
  await page.getByRole('dialog').getByRole('button', { name: texts.revoking.act }).click();
  await page.getByText(texts.ended.title).waitFor();
  yield { title: 'tokens-full' };
}
