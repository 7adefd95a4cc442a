import { locales } from '@loge/protocol';
import type { Page, Route } from '@playwright/test';
import { totpAt } from '../server/test/totp-app.ts';
import { withAuthenticator } from './authenticator.ts';
import { letProofGrowOld } from './past.ts';
import { member, passphrase, signIn, signInElsewhere, turnOnTotp, userAgents } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, test } from './platform.ts';
import { enter, openTab } from './tab.ts';
import { browserLocale, words } from './words.ts';

const challengeUrl = '**/v1/passkeys/challenge';

/** Keeps the page's next question for a challenge, for the test to decide what becomes of it. */
async function lockChallenge(page: Page): Promise<{ asked: Promise<Route> }> {
  const { promise, resolve } = Promise.withResolvers<Route>();
  await page.route(challengeUrl, resolve, { times: 1 });
  return { asked: promise };
}

for (const locale of locales) {
  const { endOthers, fields, passkey: texts, sessions, shell, twoFactor } = words[locale];

  test(`passkeys, ${locale}: added, alone, as second step, as proof, renamed, removed`, async ({
    browser,
    platform,
  }) => {
    test.setTimeout(120_000);
    const { email, username } = await member(platform, 'passkey', locale);
    const page = await enter(browser, platform, email, locale);
    const present = await withAuthenticator(page);
    await signInElsewhere(platform, email, userAgents.firefox);
    await signInElsewhere(platform, email, userAgents.iphone);
    await openTab(page, platform);
    await page.getByRole('button', { name: texts.add }).click();
    const name = page.getByLabel(texts.naming.name, { exact: true });
    await expect(name).toBeFocused();
    await name.fill('Laptop');
    await page.getByRole('button', { name: texts.naming.submit, exact: true }).click();
    await expect(page.getByText(fields.codes.title)).toBeVisible();
    await page.getByLabel(fields.codes.kept).check();
    await page.getByRole('button', { name: fields.codes.done }).click();
    await expect(page.getByText('Laptop', { exact: true })).toBeVisible();
    await expect(page.getByText(texts.commandLine)).toBeVisible();
    const section = page.getByRole('region', { name: texts.title });
    await expect(section.getByText(endOthers.offer(2))).toBeVisible();
    await keepPicture(page, `passkeys-${locale}`, { fullPage: true });
    await section.getByRole('button', { name: endOthers.act(2) }).click();
    await expect(section.getByText(endOthers.done(2))).toBeVisible();
    await platform.smtp.waitFor(({ to, text }) => to.includes(email) && text.includes('Laptop'));

    const signOut = async () => {
      await page.getByRole('banner').getByRole('button').last().click();
      await page.getByRole('menuitem', { name: shell.signOut }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(sessions.title);
    };
    // Alone, by the button: a question of the browser's own list that comes late does not end the button's.
    await present(false);
    const button = page.getByRole('button', { name: sessions.passkey });
    const late = await lockChallenge(page);
    await signOut();
    const held = await late.asked;
    await Promise.all([page.waitForResponse(challengeUrl), button.click()]);
    await Promise.all([page.waitForResponse(challengeUrl), held.continue()]);
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByRole('alert')).toHaveCount(0);
    // Now with an authenticator that answers; the list gets none, or it would answer before the button is pressed.
    await present(true);
    const refused = await lockChallenge(page);
    await page.goto(`${platform.url}/users/sign_in`);
    await (await refused.asked).abort();
    await button.click();
    await page.waitForURL(`${platform.url}/`);

    // As the second step, after the password.
    await present(false);
    await signOut();
    await signIn(page, username, locale, passphrase);
    // The passkey is the one act there; a recovery code is the other way.
    await expect(page.getByRole('button', { name: sessions.second.passkey })).toBeFocused();
    await expect(page.getByLabel(fields.code.recovery, { exact: true })).toBeVisible();
    await keepPicture(page, `sign-in-second-passkey-${locale}`);
    await present(true);
    await page.getByRole('button', { name: sessions.second.passkey }).click();
    await page.waitForURL(`${platform.url}/`);

    // From the browser's own list under the field (conditional UI): here it answers by itself.
    await present(false);
    await signOut();
    await present(true);
    await page.goto(`${platform.url}/users/sign_in`);
    await page.waitForURL(`${platform.url}/`);

    // Beside a passkey, the app is one factor of two: what is said of it is not said of all.
    await openTab(page, platform);
    await expect(page.getByText(twoFactor.offByPasskey)).toBeVisible();
    await page.getByRole('button', { name: texts.renameLong('Laptop') }).click();
    await page.getByLabel(texts.naming.name, { exact: true }).fill('The old laptop');
    await page.getByRole('button', { name: texts.naming.save }).click();
    await expect(page.getByText('The old laptop', { exact: true })).toBeVisible();

    await page.getByRole('button', { name: texts.removeLong('The old laptop') }).click();
    const dialog = page.getByRole('dialog');
    // As proof, in place: what this browser knew of its owner is too old by now.
    letProofGrowOld(platform, username);
    await dialog.getByRole('button', { name: texts.removing.act }).click();
    const proof = page.locator('dialog').filter({ hasText: shell.proof.title });
    await proof.getByRole('button', { name: shell.proof.passkey }).click();
    await expect(proof).toHaveCount(0);
    await expect(dialog.getByText(texts.removing.last)).toBeVisible();
    await keepPicture(page, `passkey-removing-${locale}`);
    await dialog.getByLabel(texts.removing.lastCheck).check();
    await dialog.getByRole('button', { name: texts.removing.act }).click();
    await expect(page.getByText(texts.removed('The old laptop'))).toBeVisible();
    await expect(page.getByText(texts.none)).toBeVisible();
    await page.context().close();
  });

  test(`turning the app off beside a passkey, ${locale}: says what stays`, async ({ browser, platform }) => {
    const { email, username } = await member(platform, 'both', locale);
    const secret = await turnOnTotp(platform, username);
    const context = await browser.newContext({ locale: browserLocale[locale] });
    const page = await context.newPage();
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, email, locale);
    await page.getByLabel(fields.code.label, { exact: true }).fill(totpAt(secret, Date.now() + 30_000));
    await page.getByRole('button', { name: sessions.submit, exact: true }).click();
    await page.waitForURL(`${platform.url}/`);
    await withAuthenticator(page);
    await openTab(page, platform);
    await page.getByRole('button', { name: texts.add }).click();
    await page.getByRole('button', { name: texts.naming.submit, exact: true }).click();
    await expect(page.getByText(texts.naming.suggestion, { exact: true })).toBeVisible();
    // Closed by Escape, a dialog gives the focus back to what opened it.
    const remove = page.getByRole('button', { name: texts.removeLong(texts.naming.suggestion) });
    await remove.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(remove).toBeFocused();
    await page.getByRole('button', { name: twoFactor.turnOff }).click();
    const off = page.getByRole('dialog', { name: twoFactor.disable.titleByPasskey });
    await expect(off.getByText(twoFactor.disable.bodyByPasskey)).toBeVisible();
    await page.context().close();
  });
}
