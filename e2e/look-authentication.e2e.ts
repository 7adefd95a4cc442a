import { locales } from '@loge/protocol';
import { totpAt } from '../server/test/totp-app.ts';
import { withAuthenticator } from './authenticator.ts';
import { complaintsOf, inspect, openLook } from './looks.ts';
import { letProofGrowOld } from './past.ts';
import { makeToken, member, passphrase, signIn, signInElsewhere, userAgents } from './people.ts';
import { expect, test } from './platform.ts';
import { authenticationTab, openTab } from './tab.ts';
import { words } from './words.ts';

// Fifty looks or so in each, on a machine that may do other things.
test.describe.configure({ timeout: 900_000 });

for (const locale of locales) {
  const {
    dataExport,
    deletion,
    email: address,
    fields,
    passkey,
    password,
    revocation,
    securityLog,
    sessions,
    shell,
    twoFactor,
  } = words[locale];

  test(`the Authentication tab at rest and in its forms, ${locale}`, async ({ browser, platform }) => {
    const person = await member(platform, 'marguerite-anne', locale);
    const page = await openLook(browser, locale);
    const complaints = complaintsOf(page);
    await signInElsewhere(platform, person.username, userAgents.iphone);
    await signInElsewhere(platform, person.username, 'a program/1.0');
    await makeToken(platform, person.username, 'Deploys from the build machine');
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, person.username, locale);
    await page.waitForURL(`${platform.url}/`);
    await openTab(page, platform);
    await inspect(page, 'authentication', locale);

    await page.getByRole('button', { name: address.change, exact: true }).first().click();
    await page.getByLabel(address.next).fill('not an address');
    await page.getByRole('button', { name: address.submit }).click();
    await expect(page.getByLabel(address.next)).toHaveAttribute('aria-invalid', 'true');
    await inspect(page, 'authentication-email-form', locale);
    await page.getByLabel(address.next).fill(`a-new-address-${person.email}`);
    await page.getByRole('button', { name: address.submit }).click();
    await expect(page.getByText(address.pending.sent(`a-new-address-${person.email}`))).toBeVisible();

    const { credentials } = password;
    await page.getByRole('button', { name: credentials.change, exact: true }).last().click();
    await page.locator('[name=current_password]').fill('not what it is');
    await page.locator('[name=password]').fill('seven lime tins on a shelf');
    await page.getByRole('button', { name: credentials.submit }).click();
    await expect(page.locator('[name=current_password]')).toHaveAttribute('aria-invalid', 'true');
    await inspect(page, 'authentication-password-form', locale);
    await page.getByRole('button', { name: words[locale].shell.cancel }).click();

    await page
      .getByRole('button', { name: sessions.open.endLong(sessions.open.name('Safari', 'iPhone')) })
      .click();
    await page.getByRole('dialog').waitFor();
    await inspect(page, 'dialog-session', locale, { window: true });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: revocation.act }).click();
    await page.getByRole('dialog').getByText('Deploys').waitFor();
    await inspect(page, 'dialog-revocation', locale, { window: true });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: deletion.row.act }).click();
    await page.getByRole('dialog').getByRole('checkbox').waitFor();
    await inspect(page, 'dialog-deletion', locale, { window: true });
    await page.keyboard.press('Escape');

    letProofGrowOld(platform, person.username);
    await page.getByRole('button', { name: dataExport.act }).click();
    await expect(page.getByRole('dialog').getByRole('heading')).toHaveText(shell.proof.title);
    await inspect(page, 'dialog-proof', locale, { window: true });
    await page.getByRole('dialog').getByLabel(shell.proof.password, { exact: true }).fill(passphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByText(dataExport.asked)).toBeVisible();
    await platform.command(
      'app',
      'register',
      'ap-1',
      'storefront',
      '--owner',
      person.username,
      '--url',
      'https://console.example/storefront',
    );
    await platform.command('app', 'register', 'ap-2', 'worker', '--owner', person.username);
    await page.reload();
    await inspect(page, 'authentication-blocked', locale);
    expect(complaints.filter((line) => !/status of (403|422)/.test(line))).toEqual([]);
    await page.context().close();
  });

  test(`second factors and the security log, ${locale}`, async ({ browser, platform }) => {
    const person = await member(platform, 'anne-marguerite', locale);
    const page = await openLook(browser, locale);
    const complaints = complaintsOf(page);
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, person.username, locale);
    await page.waitForURL(`${platform.url}/`);
    const answer = await withAuthenticator(page);
    await openTab(page, platform);

    await page.getByRole('button', { name: twoFactor.setUp }).click();
    await expect(page.getByRole('img')).toBeVisible();
    const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await inspect(page, 'two-factor-setup', locale);
    await page.locator('[name=attempt]').fill(totpAt(secret, Date.now()));
    await page.getByRole('button', { name: twoFactor.setup.submit }).click();
    await expect(page.getByText(fields.codes.title)).toBeVisible();
    await inspect(page, 'recovery-codes', locale);
    await page.getByLabel(fields.codes.kept).check();
    await page.getByRole('button', { name: fields.codes.done }).click();

    await page.getByRole('button', { name: passkey.add }).click();
    await page.getByLabel(passkey.naming.name, { exact: true }).fill('A laptop with quite a long name');
    await inspect(page, 'passkey-form', locale);
    await page.getByRole('button', { name: passkey.naming.submit, exact: true }).click();
    await expect(page.getByText('A laptop with quite a long name', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: passkey.renameLong('A laptop with quite a long name') }).click();
    await inspect(page, 'passkey-rename', locale);
    await page.getByRole('button', { name: words[locale].shell.cancel }).click();
    await inspect(page, 'authentication-factors', locale);
    await page.getByRole('button', { name: passkey.removeLong('A laptop with quite a long name') }).click();
    await page.getByRole('dialog').waitFor();
    await inspect(page, 'dialog-passkey', locale, { window: true });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: twoFactor.codes.renew }).click();
    await page.getByRole('dialog').waitFor();
    await inspect(page, 'dialog-codes', locale, { window: true });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: twoFactor.turnOff }).click();
    await page.getByRole('dialog').waitFor();
    await inspect(page, 'dialog-two-factor', locale, { window: true });
    await page.keyboard.press('Escape');
    letProofGrowOld(platform, person.username);
    await page.getByRole('button', { name: dataExport.act }).click();
    await expect(page.getByRole('dialog').getByRole('heading')).toHaveText(shell.proof.title);
    await inspect(page, 'dialog-proof-factors', locale, { window: true });
    await page.keyboard.press('Escape');

    await page.goto(`${platform.url}${authenticationTab}/log`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(securityLog.title);
    await inspect(page, 'security-log', locale);
    await page.getByRole('radio', { name: securityLog.categories.tokens }).check({ force: true });
    await expect(page.getByText(securityLog.empty)).toBeVisible();
    await inspect(page, 'security-log-empty', locale);
    expect(complaints.filter((line) => !/status of (403|422)/.test(line))).toEqual([]);

    // The second step of signing in. The passkey must not answer for the person.
    await answer(false);
    await page.context().clearCookies();
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, person.username, locale);
    await page.getByLabel(fields.code.label, { exact: true }).waitFor();
    await inspect(page, 'sign-in-second-step', locale);
    await page.context().close();
  });
}
