import { locales } from '@loge/protocol';
import { totpAt } from '../server/test/totp-app.ts';
import { linkIn, member, passphrase, signIn, signInElsewhere, userAgents } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, test } from './platform.ts';
import { enter, openTab } from './tab.ts';
import { words } from './words.ts';

for (const locale of locales) {
  const { endOthers, errors, fields, sessions, shell, totp, twoFactor: texts } = words[locale];

  // ASVS 7.4.3
  test(`two-factor authentication, ${locale}: on, signing in with it, renewed, off`, async ({
    browser,
    platform,
  }) => {
    test.setTimeout(300_000);
    const { email } = await member(platform, 'factor', locale);
    const page = await enter(browser, platform, email, locale);
    await signInElsewhere(platform, email, userAgents.firefox);
    await openTab(page, platform);
    await page.getByRole('button', { name: texts.setUp }).click();
    await expect(page.getByRole('img', { name: totp.qr })).toBeVisible();
    const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await keepPicture(page, `two-factor-setup-${locale}`, { fullPage: true });
    const code = page.getByLabel(totp.code);
    await expect(code).toBeFocused();
    await code.fill('000 000');
    await page.getByRole('button', { name: texts.setup.submit }).click();
    await expect(page.getByText(errors.wrongCode)).toBeVisible();
    // A phone whose clock is five minutes late is told so.
    await code.fill(totpAt(secret, Date.now() - 300_000));
    await page.getByRole('button', { name: texts.setup.submit }).click();
    await expect(page.getByText(String(errors.fields.clock_off))).toBeVisible();
    await code.fill(totpAt(secret, Date.now()));
    await page.getByRole('button', { name: texts.setup.submit }).click();
    await expect(page.getByText(fields.codes.title)).toBeVisible();
    const codes = await page
      .locator('li')
      .filter({ hasText: /^([0-9a-z]{4}-){5}[0-9a-z]{4}$/ })
      .allTextContents();
    expect(codes).toHaveLength(10);
    await keepPicture(page, `two-factor-codes-${locale}`, { fullPage: true });
    await page.getByRole('button', { name: fields.codes.copy, exact: true }).click();
    await expect(page.getByText(fields.codes.copied)).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join('\n'));
    // Neither a click on a tab nor a printer takes more or less than the codes.
    await page.getByRole('link', { name: shell.tab('keys') }).click();
    const leaving = page.getByRole('dialog', { name: fields.codes.leaving.title });
    await leaving.getByRole('button', { name: fields.codes.leaving.stay }).click();
    await page.emulateMedia({ media: 'print' });
    const paper = page.locator('body > div pre');
    await expect(paper).toBeVisible();
    const printed = (await paper.textContent()) ?? '';
    expect(printed).toContain(fields.codes.account(email));
    expect(printed.split('\n').filter((line) => codes.includes(line))).toEqual(codes);
    await expect(page.locator('main')).toBeHidden();
    await page.emulateMedia({ media: null });
    const done = page.getByRole('button', { name: fields.codes.done });
    await expect(done).toBeDisabled();
    await page.getByLabel(fields.codes.kept).check();
    await done.click();
    await expect(page.getByText(texts.codes.left(10))).toBeVisible();
    await expect(page.getByText(texts.on, { exact: true })).toBeVisible();
    // What somebody else may have opened is ended in place (ASVS 7.4.3).
    const section = page.getByRole('region', { name: texts.title });
    await expect(section.getByText(endOthers.offer(1))).toBeVisible();
    await keepPicture(page, `end-others-${locale}`, { fullPage: true });
    await section.getByRole('button', { name: endOthers.act(1) }).click();
    await expect(section.getByText(endOthers.done(1))).toBeFocused();
    await expect(page.getByText(sessions.open.onlyHere)).toBeVisible();
    const mail = await platform.smtp.waitFor(
      ({ to, text }) => to.includes(email) && text.includes('/users/two_factor/stop'),
    );
    expect(mail.text).not.toContain(secret);

    // Another browser is asked for it; a recovery code does, typed as people type.
    const other = await (await browser.newContext()).newPage();
    await other.goto(`${platform.url}/users/sign_in`);
    await signIn(other, email, 'en');
    const second = other.getByLabel(words.en.fields.code.label, { exact: true });
    await expect(second).toBeFocused();
    await second.fill('000 000');
    await other.getByRole('button', { name: words.en.sessions.submit, exact: true }).click();
    await expect(other.getByRole('alert')).toBeVisible();
    await keepPicture(other, `sign-in-second-step-${locale}`);
    await second.fill((codes[0] ?? '').toUpperCase().replace('-', ' '));
    await other.getByRole('button', { name: words.en.sessions.submit, exact: true }).click();
    await other.waitForURL(`${platform.url}/`);
    await other.context().close();

    // Turned off by a code; the proof that it is them was given by signing in.
    await openTab(page, platform);
    await page.getByRole('button', { name: texts.codes.renew }).click();
    await page.getByRole('dialog').getByRole('button', { name: texts.codes.renew }).click();
    await expect(page.getByText(fields.codes.title)).toBeVisible();
    const [fresh = ''] = await page
      .locator('li')
      .filter({ hasText: /^([0-9a-z]{4}-){5}[0-9a-z]{4}$/ })
      .allTextContents();
    await page.getByLabel(fields.codes.kept).check();
    await done.click();
    await page.getByRole('button', { name: texts.turnOff }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(texts.disable.code).fill(codes[1] ?? '');
    await dialog.getByRole('button', { name: texts.disable.act }).click();
    await expect(dialog.getByLabel(texts.disable.code)).toHaveAttribute('aria-invalid', 'true');
    await expect(dialog.getByText(errors.wrongCode)).toBeVisible();
    await dialog.getByLabel(texts.disable.code).fill(fresh);
    await dialog.getByRole('button', { name: texts.disable.act }).click();
    await expect(page.getByText(texts.disable.done)).toBeVisible();
    await expect(page.getByText(texts.off, { exact: true })).toBeVisible();

    // The mail about the enabling still stops everything: sessions end, and a new password is asked for.
    await page.goto(linkIn(mail));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(texts.stop.title);
    await expect(page).not.toHaveURL(/token=/);
    await page.getByRole('button', { name: texts.stop.act }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(texts.stop.done.title);
    await page.goto(linkIn(mail));
    await page.getByRole('button', { name: texts.stop.act }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(shell.link.used_link.title);
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, email, locale, passphrase);
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(sessions.title);
    await page.context().close();
  });
}
