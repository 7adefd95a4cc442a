import { locales, paths } from '@loge/protocol';
import { complaintsOf, inspect, openLook } from './looks.ts';
import { letProofGrowOld } from './past.ts';
import { member, signIn, turnOnTotp } from './people.ts';
import { expect, test } from './platform.ts';
import { platformWithProviders } from './providers.ts';
import { openTab } from './tab.ts';
import { words } from './words.ts';

// Sixty looks or so in each: a limit in seconds would only time the machine.
test.describe.configure({ timeout: 600_000 });

for (const locale of locales) {
  const { email: address, identities: own, providerSignIn: texts, sessions, shell } = words[locale];

  test(`signing up and in with a provider, in every state, ${locale}`, async ({ browser }) => {
    await using setting = await platformWithProviders();
    const { platform, gitHub, gitLab } = setting;
    const username = 'marguerite-anne-de-la-tour';
    const who = await member(platform, 'marguerite-anne', locale);
    gitHub.addMember({ login: username });
    gitLab.addMember({ username, email: who.email });
    gitLab.addMember({ username: 'noor', confirmed: false });
    const page = await openLook(browser, locale);
    const complaints = complaintsOf(page);
    const go = (provider: string) =>
      page.getByRole('button', { name: sessions.continueWith(provider) }).click();
    const allow = (name: string) => page.getByRole('button', { name: `Authorize as ${name}` }).click();

    await page.goto(platform.url + paths.signUp);
    await page.getByRole('button', { name: sessions.continueWith('GitLab') }).waitFor();
    await inspect(page, 'providers-sign-up', locale);
    await go('GitLab');
    await allow(username);
    await page.getByText(texts.taken.body(who.email, 'GitLab', username)).waitFor();
    await inspect(page, 'providers-taken', locale);
    await page.goto(platform.url + paths.signIn);
    await page.getByRole('button', { name: sessions.continueWith('GitLab') }).waitFor();
    await inspect(page, 'providers-sign-in', locale);
    await go('GitLab');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText(texts.refused.denied('GitLab')).waitFor();
    await inspect(page, 'providers-denied', locale);
    await page.getByRole('button', { name: texts.again }).click();
    await allow('noor');
    await page.locator('[name=username]').fill('-');
    await page.getByRole('button', { name: texts.form.submit }).click();
    await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
    await inspect(page, 'providers-form-errors', locale);
    await page.locator('[name=username]').fill(`noor-${locale}`);
    await page.locator('[name=email]').fill(`noor-${locale}@atelier.example`);
    await page.getByRole('button', { name: texts.form.submit }).click();
    await page.getByText(texts.sent.nothing).waitFor();
    await inspect(page, 'providers-mail-sent', locale);

    await page.goto(platform.url + paths.signIn);
    await go('GitHub');
    await allow(username);
    await page.getByText(texts.form.verified('GitHub')).waitFor();
    await inspect(page, 'providers-form', locale);
    await page.getByRole('button', { name: texts.form.submit }).click();
    await page.waitForURL(`${platform.url}/`);
    await openTab(page, platform);
    await inspect(page, 'providers-tab', locale);
    const name = `GitHub (${username})`;
    await page.getByRole('button', { name: own.removeLong(name) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: own.removing.act, exact: true }).waitFor();
    await inspect(page, 'providers-removing', locale, { window: true });
    await dialog.getByRole('button', { name: own.removing.act, exact: true }).click();
    await dialog.getByText(own.removing.last).waitFor();
    await inspect(page, 'providers-last', locale, { window: true });
    await dialog.getByRole('button', { name: shell.cancel }).click();
    letProofGrowOld(platform, username);
    await page.getByRole('button', { name: address.change, exact: true }).first().click();
    await page.getByLabel(address.next).fill('elsewhere@atelier.example');
    await page.getByRole('button', { name: address.submit }).click();
    await dialog.getByRole('link', { name: shell.proof.elsewhere.act }).waitFor();
    await inspect(page, 'providers-proof', locale, { window: true });
    await page.goto(platform.url + paths.proveByProvider);
    await page.getByRole('button', { name: texts.prove.as('GitHub', username) }).waitFor();
    await inspect(page, 'providers-prove', locale);
    await page.getByRole('main').getByRole('button').click();
    await allow(username);
    await page.getByText(texts.proved.body).waitFor();
    await inspect(page, 'providers-proved', locale);

    // Somebody with a password and a second factor.
    await page.context().clearCookies();
    await page.goto(`${platform.url}${paths.signIn}?next=${encodeURIComponent(paths.authorization)}`);
    await signIn(page, who.username, locale);
    await page.getByRole('button', { name: own.connect('GitLab') }).click();
    await allow(username);
    await page.getByText(own.said.connected('GitLab')).waitFor();
    await inspect(page, 'providers-connected', locale);
    await turnOnTotp(platform, who.username);
    await page.context().clearCookies();
    await page.goto(platform.url + paths.signIn);
    await go('GitLab');
    await allow(username);
    await page.getByText(texts.second.by('GitLab')).waitFor();
    await inspect(page, 'providers-second', locale);
    // What the server refused on purpose stands in the console too, and that this tab was not one to be closed.
    expect(
      complaints.filter((line) => !/40[13] \(|422 \(Unprocessable|^Scripts may close/.test(line)),
    ).toEqual([]);
    await page.context().close();
  });
}
