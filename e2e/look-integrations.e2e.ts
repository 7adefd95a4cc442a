import { locales } from '@loge/protocol';
import { keyFiles } from './key-files.ts';
import { complaintsOf, inspect, openLook } from './looks.ts';
import { member, signIn } from './people.ts';
import { expect, test } from './platform.ts';
import { platformWithProviders } from './providers.ts';
import { words } from './words.ts';

// Some thirty looks in each: a limit in seconds would only time the machine.
test.describe.configure({ timeout: 600_000 });

for (const locale of locales) {
  test(`integrations in every state, ${locale}`, async ({ browser }) => {
    await using setting = await platformWithProviders();
    const { platform, gitHub, gitLab } = setting;
    using files = keyFiles();
    files.make('id_ed25519', 'the laptop in the kitchen', '-t', 'ed25519');
    const username = 'marguerite-anne-de-la-tour';
    const key = { title: 'the laptop in the kitchen', key: files.publicKey('id_ed25519').trim() };
    gitLab.addMember({ username, keys: [key, { title: 'museum', key: 'ssh-dss AAAAB3NzaC1kc3MAAACBAP' }] });
    gitHub.addMember({ login: username });
    const person = await member(platform, 'marguerite-anne', locale);
    const { integrations: texts } = words[locale];
    const page = await openLook(browser, locale);
    const complaints = complaintsOf(page);
    await page.goto(`${platform.url}/users/sign_in`);
    await signIn(page, person.username, locale);
    await page.waitForURL(`${platform.url}/`);
    await page.goto(`${platform.url}/account/integrations`);
    const own = page.getByRole('region', { name: texts.providers['gitlab-self-hosted'], exact: true });
    const name = `${new URL(gitLab.origin).host} (${username})`;

    await own.getByRole('button', { name: texts.connect }).click();
    await own.locator('[name=url]').fill(gitLab.origin);
    await own.locator('[name=access_token]').fill(gitLab.makeToken(username, { scopes: ['read_user'] }));
    await own.locator('[type=submit]').click();
    await expect(own.locator('[aria-invalid=true]')).toBeVisible();
    await inspect(page, 'integrations-form', locale);
    await own.locator('[name=access_token]').fill(gitLab.makeToken(username, { scopes: ['api'] }));
    await own.locator('[type=submit]').click();
    await own.getByRole('button', { name: texts.importLong(name) }).click();
    await own.getByText(texts.imported.title(1)).waitFor();
    await inspect(page, 'integrations-imported', locale);
    await own.getByRole('button', { name: texts.disconnectLong(name) }).click();
    await page.getByRole('dialog').waitFor();
    await inspect(page, 'integrations-dialog', locale, { window: true });
    await page.keyboard.press('Escape');

    await page.goto(`${platform.url}/users/github/link`);
    await inspect(page, 'integrations-link', locale);
    await page.getByRole('main').getByRole('button').click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForURL(`${platform.url}/users/github/callback`);
    await page.getByText(texts.back.refused.denied.body('GitHub')).waitFor();
    await inspect(page, 'integrations-denied', locale);
    await page.getByRole('button', { name: texts.back.again }).click();
    await page.getByRole('button', { name: username }).click();
    await page.waitForURL(`${platform.url}/account/integrations`);
    for (const token of gitLab.tokens.values()) token.revoked = true;
    await own.getByRole('button', { name: texts.checkLong(name) }).click();
    await own.getByText(texts.states.revoked.badge, { exact: true }).waitFor();
    await inspect(page, 'integrations-revoked', locale);
    await page.goto(platform.url);
    await inspect(page, 'home-broken-link', locale);
    // What the server refused on purpose stands in the console too.
    expect(complaints.filter((line) => !line.includes('422 (Unprocessable'))).toEqual([]);
    await page.context().close();
  });
}
