import { locales } from '@loge/protocol';
import type { Page } from '@playwright/test';
import { keyFiles } from './key-files.ts';
import { member } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, test } from './platform.ts';
import { enter, openTab } from './tab.ts';
import { words } from './words.ts';

const box = (page: Page) => page.locator('[name=content]');
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

/** Puts a file into the box as a person drags it there. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const files = await page.evaluateHandle(
    ([title, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], title));
      return transfer;
    },
    [name, content] as const,
  );
  await box(page).dispatchEvent('drop', { dataTransfer: files });
}

for (const locale of locales) {
  const { credentialErrors, fields, keys: texts, revocation, shell } = words[locale];
  const print = (name: string) => fields.copy.long(texts.printOf(texts.prints.sha256, name));
  const open = async (page: Page) => {
    await page.getByRole('link', { name: shell.tab('keys') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(shell.tab('keys'));
  };

  test(`SSH keys, ${locale}: from a file, dropped, changed, disabled with all access, enabled, removed`, async ({
    browser,
    platform,
  }) => {
    test.setTimeout(180_000);
    using files = keyFiles();
    const laptop = files.make('id_ed25519', 'zoe@laptop', '-t', 'ed25519');
    files.make('id_rsa', 'zoe at work', '-t', 'rsa', '-b', '3072');
    const { email } = await member(platform, 'keys', locale);
    const page = await enter(browser, platform, email, locale);
    await page.goto(`${platform.url}/account`);
    await open(page);
    await expect(page.getByText(texts.none)).toBeVisible();

    await page.getByRole('button', { name: texts.add }).click();
    await expect(box(page)).toBeFocused();
    // For whoever has no key yet, how to make one.
    await expect(page.getByText('ssh-keygen -t ed25519')).toBeVisible();
    await page.locator('input[type=file]').setInputFiles(laptop);
    await expect(box(page)).toHaveValue(files.publicKey('id_ed25519'));
    const name = page.getByLabel(texts.adding.name, { exact: true });
    await expect(name).toHaveValue('zoe@laptop');
    await page.getByLabel(fields.expiry.label).selectOption('30');
    await page.getByRole('button', { name: texts.adding.submit, exact: true }).click();
    await expect(page.getByText(texts.said.added('zoe@laptop'))).toBeVisible();
    await expect(page.getByText(texts.justAdded, { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: texts.add })).toBeFocused();
    await expect(row(page, 'zoe@laptop')).toContainText(files.fingerprint('id_ed25519'));
    await expect(row(page, 'zoe@laptop')).toContainText(files.fingerprint('id_ed25519', 'md5'));
    await expect(row(page, 'zoe@laptop')).toContainText(texts.never);
    await page.getByRole('button', { name: print('zoe@laptop') }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe(files.fingerprint('id_ed25519'));
    await platform.smtp.waitFor(({ to, text }) => to.includes(email) && text.includes('zoe@laptop'));

    // A name that somebody typed stays; the other form is converted.
    await page.getByRole('button', { name: texts.add }).click();
    await name.fill('The office');
    await drop(page, 'id_rsa.pub', files.converted('id_rsa', 'RFC4716'));
    await expect(box(page)).toHaveValue(/BEGIN SSH2 PUBLIC KEY/);
    await expect(name).toHaveValue('The office');
    await page.getByRole('button', { name: texts.adding.submit, exact: true }).click();
    await expect(row(page, 'The office')).toContainText(texts.kind('RSA', 3072));
    await expect(row(page, 'The office')).toContainText(files.fingerprint('id_rsa'));

    // Each refusal in words, beside the field, with what was pasted still there.
    await page.getByRole('button', { name: texts.add }).click();
    await name.fill('Once more');
    for (const [content, code] of [
      [files.publicKey('id_rsa'), 'key_yours'],
      ['ssh-ed25519 AAAA zoe', 'key_unreadable'],
      [`command="ls" ${files.publicKey('id_rsa')}`, 'key_with_options'],
    ] as const) {
      await box(page).fill(content);
      await page.getByRole('button', { name: texts.adding.submit, exact: true }).click();
      await expect(page.getByText(String(credentialErrors[code]))).toBeVisible();
      await expect(box(page)).toBeFocused();
      await expect(box(page)).toHaveValue(content);
    }
    await page.getByRole('button', { name: shell.cancel }).click();

    await page.getByRole('button', { name: texts.editLong('The office') }).click();
    const form = page.getByRole('form', { name: texts.editing.label('The office') });
    await form.getByLabel(texts.editing.name).fill('The old office');
    await form.getByLabel(fields.expiry.label).selectOption('365');
    await form.getByRole('button', { name: texts.editing.submit }).click();
    await expect(row(page, 'The old office')).toContainText(texts.until);
    await keepPicture(page, `ssh-keys-${locale}`, { fullPage: true });

    await openTab(page, platform);
    await page.getByRole('button', { name: revocation.act }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(revocation.keysStay)).toBeVisible();
    await dialog.getByLabel(revocation.keys(2)).check();
    await dialog.getByRole('button', { name: revocation.act }).click();
    await expect(page.getByText(revocation.done(0, 0, 2))).toBeVisible();
    await open(page);
    await expect(page.getByText(texts.disabledFacts.member)).toHaveCount(2);
    await page.getByRole('button', { name: texts.enableLong('zoe@laptop') }).click();
    await dialog.getByRole('button', { name: texts.enabling.act }).click();
    await expect(page.getByText(texts.said.enabled('zoe@laptop'))).toBeVisible();
    await expect(page.getByText(texts.disabledFacts.member)).toHaveCount(1);

    await page.getByRole('button', { name: texts.removeLong('zoe@laptop') }).click();
    await expect(dialog).toContainText(texts.removing.body);
    await expect(dialog).toContainText(texts.removing.never);
    await keepPicture(page, `ssh-key-removing-${locale}`);
    await dialog.getByRole('button', { name: texts.removing.act }).click();
    await expect(page.getByText(texts.said.removed('zoe@laptop'))).toBeVisible();
    await page.reload();
    await expect(row(page, 'The old office')).toBeVisible();
    await expect(row(page, 'zoe@laptop')).toHaveCount(0);
    await page.context().close();
  });

  test(`SSH keys, ${locale}: a private key goes nowhere, pasted, typed, dropped or chosen`, async ({
    browser,
    platform,
  }) => {
    using files = keyFiles();
    files.make('id_ed25519', 'zoe@laptop', '-t', 'ed25519');
    const secret = files.privateKey('id_ed25519');
    const { email } = await member(platform, 'private', locale);
    const page = await enter(browser, platform, email, locale);
    await page.goto(`${platform.url}/account/keys`);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.getByRole('button', { name: texts.add }).click();
    const submit = page.getByRole('button', { name: texts.adding.submit, exact: true });
    const warning = page.getByText(texts.warning.title);
    const noted = async () => {
      await expect(warning).toBeVisible();
      await expect(page.getByText(texts.warning.here)).toBeVisible();
      await expect(box(page)).toHaveValue('');
      // A public one in its place: the warning has been read.
      await box(page).fill(files.publicKey('id_ed25519'));
      await expect(warning).toBeHidden();
      await box(page).fill('');
    };
    await page.evaluate((text) => navigator.clipboard.writeText(text), secret);
    await box(page).focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(warning).toBeVisible();
    // Undoing does not bring it back.
    await page.keyboard.press('ControlOrMeta+Z');
    await noted();
    await box(page).fill(secret);
    await keepPicture(page, `ssh-key-private-${locale}`, { fullPage: true });
    await submit.click();
    await noted();
    await drop(page, 'id_ed25519', secret);
    await noted();
    await page.locator('input[type=file]').setInputFiles({
      name: 'id_ed25519.pub',
      mimeType: 'text/plain',
      buffer: Buffer.from(secret),
    });
    await noted();
    const body = secret.split('\n')[1] ?? '';
    expect(body.length).toBeGreaterThan(40);
    expect(sent.filter((request) => request.includes(body) || request.includes('PRIVATE'))).toEqual([]);
    expect(
      await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }])),
    ).not.toContain(body);
    await page.context().close();
  });

  test(`SSH keys, ${locale}: a key that sits on another account is taken over by a signature`, async ({
    browser,
    platform,
  }) => {
    test.setTimeout(120_000);
    using files = keyFiles();
    files.make('id_ed25519', 'zoe@laptop', '-t', 'ed25519');
    files.make('other', 'somebody else', '-t', 'ed25519');
    const squatter = await member(platform, 'squatter', locale);
    const theirs = await enter(browser, platform, squatter.email, locale);
    await theirs.goto(`${platform.url}/account/keys`);
    await theirs.getByRole('button', { name: texts.add }).click();
    await box(theirs).fill(files.publicKey('id_ed25519'));
    await theirs.getByRole('button', { name: texts.adding.submit, exact: true }).click();
    await expect(theirs.getByText(texts.said.added('zoe@laptop'))).toBeVisible();

    const { email } = await member(platform, 'owner', locale);
    const page = await enter(browser, platform, email, locale);
    await page.goto(`${platform.url}/account/keys`);
    await page.getByRole('button', { name: texts.add }).click();
    await box(page).fill(files.publicKey('id_ed25519'));
    await page.getByRole('button', { name: texts.adding.submit, exact: true }).click();
    await expect(page.getByText(String(credentialErrors.key_taken))).toBeVisible();
    await page.getByRole('button', { name: texts.claim.act }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.locator('[name=signature]')).toBeFocused();
    await dialog.getByRole('button', { name: fields.copy.long(texts.claim.runWhat) }).click();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(command).toContain('-f ~/.ssh/id_ed25519 ');
    await keepPicture(page, `ssh-key-claim-${locale}`);

    // Another key's signature does not do, nor does the private key itself, which stays here.
    const submit = dialog.getByRole('button', { name: texts.claim.submit });
    await dialog.locator('[name=signature]').fill(files.shell(command.replace('id_ed25519', 'other')));
    await submit.click();
    await expect(dialog.getByText(String(credentialErrors.signature_refused))).toBeVisible();
    await dialog.locator('[name=signature]').fill(files.privateKey('id_ed25519'));
    await expect(dialog.getByText(texts.warning.title)).toBeVisible();
    await expect(dialog.locator('[name=signature]')).toHaveValue('');

    await dialog.locator('[name=signature]').fill(files.shell(command));
    await submit.click();
    await expect(page.getByText(texts.said.claimed('zoe@laptop'))).toBeVisible();
    await expect(row(page, 'zoe@laptop')).toContainText(files.fingerprint('id_ed25519'));
    await theirs.reload();
    await expect(theirs.getByText(texts.none)).toBeVisible();
    // Both are told.
    const about = (address: string) =>
      platform.smtp.waitFor(
        ({ to, text }) => to.includes(address) && text.includes(files.fingerprint('id_ed25519')),
      );
    await about(email);
    await about(squatter.email);
    await theirs.context().close();
    await page.context().close();
  });
}
