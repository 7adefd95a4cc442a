import { locales } from '@loge/protocol';
import type { Page } from '@playwright/test';
import { keyFiles } from './key-files.ts';
import { member } from './people.ts';
import { keepPicture } from './pictures.ts';
import { expect, test } from './platform.ts';
import { platformWithProviders } from './providers.ts';
import { enter } from './tab.ts';
import { words } from './words.ts';

const tab = '/account/integrations';

/** Everything that a page leaves lying about. */
const traces = (page: Page): Promise<string> =>
  page.evaluate(() =>
    JSON.stringify([location.href, history.state, { ...sessionStorage }, { ...localStorage }]),
  );

/** One of the two in each language: they differ in what they answer, and the pages in their names. */
const byPage = {
  en: { type: 'github', fake: 'gitHub', path: '/login/oauth/authorize' },
  fr: { type: 'gitlab', fake: 'gitLab', path: '/oauth/authorize' },
} as const;

for (const locale of locales) {
  const { home, integrations: texts, keys, shell } = words[locale];
  const { back } = texts;

  test(`integrations, ${locale}: by address and token, keys imported, found revoked, reconnected, disconnected`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    await using setting = await platformWithProviders();
    const { platform, gitLab } = setting;
    using files = keyFiles();
    files.make('id_ed25519', 'zoe@laptop', '-t', 'ed25519');
    const { email } = await member(platform, 'code', locale);
    const username = 'zoe-u';
    gitLab.addMember({
      username,
      keys: [
        { title: 'laptop', key: files.publicKey('id_ed25519').trim() },
        { title: 'museum', key: 'ssh-dss AAAAB3NzaC1kc3MAAACBAP' },
      ],
    });
    const { host } = new URL(gitLab.origin);
    const name = `${host} (${username})`;
    const page = await enter(browser, platform, email, locale);
    await page.goto(`${platform.url}/account`);
    await page.getByRole('link', { name: shell.tab('integrations') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(shell.tab('integrations'));
    const own = page.getByRole('region', { name: texts.providers['gitlab-self-hosted'], exact: true });
    await expect(own).toContainText(texts.gives['gitlab-self-hosted']);

    // Each refusal in words beside its field, with what was typed still there.
    await own.getByRole('button', { name: texts.connectLong(texts.providers['gitlab-self-hosted']) }).click();
    const address = own.getByLabel(texts.form.url, { exact: true });
    const token = own.getByLabel(texts.form.token, { exact: true });
    const submit = own.getByRole('button', { name: texts.form.submit, exact: true });
    await expect(address).toBeFocused();
    await expect(own.getByText(texts.form.where)).toBeVisible();
    await submit.click();
    await expect(address).toBeFocused();
    await address.fill(gitLab.origin);
    const made = own.getByRole('link', { name: `${host}/-/user_settings/personal_access_tokens` });
    await expect(made).toHaveAttribute('href', `${gitLab.origin}/-/user_settings/personal_access_tokens`);
    await expect(made).toHaveAttribute('rel', 'noopener noreferrer');
    await token.fill('glpat-of-nobody');
    await submit.click();
    await expect(own.getByText(texts.errors.token_refused as string)).toBeVisible();
    await expect(token).toBeFocused();
    await expect(token).toHaveValue('glpat-of-nobody');
    await keepPicture(page, `integrations-form-${locale}`, { fullPage: true });
    await token.fill(gitLab.makeToken(username, { scopes: ['read_user'] }));
    await submit.click();
    await expect(own.getByText('read_api')).toBeVisible();
    const first = gitLab.makeToken(username, { scopes: ['api'] });
    await token.fill(first);
    await submit.click();
    await expect(own.getByText(texts.said.connected(name))).toBeVisible();
    await expect(own.getByRole('button', { name: texts.another })).toBeFocused();
    await expect(own.getByText(texts.states.ok.badge, { exact: true })).toBeVisible();
    await expect(own).toContainText(texts.facts.unused);
    await expect(own.getByText('api', { exact: true })).toBeVisible();
    await expect(own.getByRole('link', { name: username })).toHaveAttribute('target', '_blank');
    expect(await traces(page)).not.toContain(first);
    expect(await page.content()).not.toContain(first);
    await platform.smtp.waitFor(({ to, text }) => to.includes(email) && text.includes(username));

    // What comes, what was left out and why, and the same again.
    await own.getByRole('button', { name: texts.importLong(name) }).click();
    await expect(own.getByText(texts.imported.title(1))).toBeVisible();
    await expect(own).toContainText('gitlab-self-hosted-laptop');
    await expect(own).toContainText(`${texts.imported.refusals.refused} museum`);
    await keepPicture(page, `integrations-imported-${locale}`, { fullPage: true });
    await own.getByRole('button', { name: texts.importLong(name) }).click();
    await expect(own).toContainText(`${texts.imported.refusals.key_yours} laptop`);
    await own.getByRole('link', { name: texts.imported.see }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'gitlab-self-hosted-laptop' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(shell.tab('keys'));
    await expect(page.getByText(keys.none)).toBeHidden();
    await page.getByRole('link', { name: shell.tab('integrations') }).click();
    await own.getByRole('button', { name: texts.checkLong(name) }).click();
    await expect(own.getByText(texts.said.checked)).toBeVisible();

    // An outage passes; a token that was revoked there does not, and the home page says so too.
    gitLab.mood = 'failing';
    await own.getByRole('button', { name: texts.checkLong(name) }).click();
    await expect(own.getByText(texts.states.unreachable.body(host))).toBeVisible();
    gitLab.mood = 'well';
    await own.getByRole('button', { name: texts.checkLong(name) }).click();
    await expect(own.getByText(texts.states.ok.body)).toBeVisible();
    for (const each of gitLab.tokens.values()) each.revoked = true;
    await own.getByRole('button', { name: texts.checkLong(name) }).click();
    await expect(own.getByText(texts.states.revoked.body(host))).toBeVisible();
    await keepPicture(page, `integrations-revoked-${locale}`, { fullPage: true });
    await page.goto(platform.url);
    await expect(page.getByText(home.attention.links.revoked(name))).toBeVisible();
    await keepPicture(page, `home-revoked-link-${locale}`, { fullPage: true });
    await page.getByRole('link', { name: home.attention.seeIntegrations }).click();
    await expect(page.getByText(texts.attention.title(1))).toBeVisible();
    await page.getByRole('button', { name: texts.attention.show(1) }).click();
    await expect(own.locator('[id^=integration-]')).toBeFocused();

    await own.getByRole('button', { name: texts.reconnectLong(name) }).click();
    await expect(address).toHaveValue(gitLab.origin);
    await expect(token).toBeFocused();
    await token.fill(gitLab.makeToken(username, { scopes: ['api'] }));
    await submit.click();
    await expect(own.getByText(texts.states.ok.badge, { exact: true })).toBeVisible();
    await expect(own.getByRole('listitem')).toHaveCount(1);

    await own.getByRole('button', { name: texts.disconnectLong(name) }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(name);
    await expect(dialog).toContainText(texts.disconnecting.keys(1));
    await expect(dialog).toContainText(texts.disconnecting.token(host));
    await keepPicture(page, `integrations-disconnecting-${locale}`);
    await dialog.getByRole('button', { name: texts.disconnecting.act, exact: true }).click();
    await expect(own.getByText(texts.said.disconnected(name))).toBeVisible();
    await expect(
      own.getByRole('button', { name: texts.connectLong(texts.providers['gitlab-self-hosted']) }),
    ).toBeFocused();
    await page.context().close();
  });

  test(`integrations, ${locale}: by the page of ${byPage[locale].type}, denied, allowed, twice, late from another browser, disconnected`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    await using setting = await platformWithProviders();
    const { platform } = setting;
    const { type, fake, path } = byPage[locale];
    const provider = setting[fake];
    const { email } = await member(platform, 'code', locale);
    const username = 'zoe-u';
    if ('projects' in provider) provider.addMember({ username });
    else provider.addMember({ login: username });
    const { host } = new URL(provider.origin);
    const name = `${host} (${username})`;
    const called = texts.providers[type];
    const page = await enter(browser, platform, email, locale);
    const title = page.getByRole('heading', { level: 1 });
    const atProvider = () =>
      page.waitForURL((url) => url.origin === provider.origin && url.pathname === path);
    const allow = () => page.getByRole('button', { name: `Authorize as ${username}` }).click();

    // What the command line prints: nothing happens by itself.
    await page.goto(`${platform.url}/users/${type}/link`);
    await expect(title).toHaveText(back.link.title(called));
    await expect(page.getByText(back.link.body(host, 'Acme Cloud'))).toBeVisible();
    expect(provider.calls).toEqual([]);
    await page.getByRole('button', { name: back.link.act(host) }).click();
    await atProvider();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(title).toHaveText(back.refused.denied.title);
    await expect(page.getByText(back.refused.denied.body(called))).toBeVisible();
    await expect(page).toHaveURL(`${platform.url}/users/${type}/callback`);
    await keepPicture(page, `callback-denied-${locale}`);
    await page.getByRole('button', { name: back.again }).click();
    await atProvider();

    // The connection fails on the way back: nothing is lost, by a reload neither.
    const handedOn: string[] = [];
    await page.route('**/authorizations/complete', (route) => route.abort());
    let answer = '';
    page.on('request', (request) => {
      if (request.isNavigationRequest() && /callback\?code=/.test(request.url())) answer = request.url();
    });
    await allow();
    const again = page.getByRole('button', { name: words[locale].errors.tryAgain });
    await expect(again).toBeVisible();
    await expect(page).toHaveURL(`${platform.url}/users/${type}/callback`);
    await page.reload();
    await expect(again).toBeVisible();
    await page.unroute('**/authorizations/complete');
    page.on('request', (request) => {
      if (request.url().endsWith('/authorizations/complete')) handedOn.push(request.url());
    });
    await again.click();
    await page.waitForURL(platform.url + tab);
    const card = page.getByRole('region', { name: texts.providers[type], exact: true });
    await expect(card.getByText(texts.said.connected(name))).toBeVisible();
    await expect(card.locator('[id^=integration-]')).toBeFocused();
    await keepPicture(page, `integrations-connected-${locale}`, { fullPage: true });
    const code = new URL(answer).searchParams.get('code') ?? '';
    expect(code).not.toBe('');
    expect(await traces(page)).not.toContain(code);
    expect(handedOn).toHaveLength(1);
    // A reload does not say it again.
    await page.reload();
    await expect(card.getByText(texts.states.ok.badge, { exact: true })).toBeVisible();
    await expect(card.getByText(texts.said.connected(name))).toBeHidden();

    await page.goto(answer);
    await expect(title).toHaveText(back.refused.used.title);
    await page.getByRole('link', { name: back.see }).click();
    await expect(card.getByText(texts.states.ok.badge, { exact: true })).toBeVisible();
    await page.goto(`${platform.url}/users/${type}/link`);
    await expect(title).toHaveText(back.link.already(called));

    // Begun here, and answered in another browser of the same member.
    await page.goto(platform.url + tab);
    await card.getByRole('button', { name: texts.disconnectLong(name) }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(texts.disconnecting.grant(host));
    await dialog.getByRole('button', { name: texts.disconnecting.act, exact: true }).click();
    await expect(card.getByText(texts.said.disconnected(name))).toBeVisible();
    const connect = card.getByRole('button', { name: texts.connectLong(called) });
    await expect(connect).toBeFocused();
    await expect.poll(() => provider.oauth.grants.every(({ revoked }) => revoked)).toBe(true);
    await connect.click();
    await atProvider();
    const elsewhere = provider.approve(page.url(), username);
    const other = await enter(browser, platform, email, locale);
    await other.goto(elsewhere);
    await expect(other.getByRole('heading', { level: 1 })).toHaveText(back.refused.foreign.title);
    // And of nobody: the answer is not handed on to the sign-in page.
    await other.context().clearCookies();
    await other.goto(provider.approve(page.url(), username));
    await expect(other.getByRole('heading', { level: 1 })).toHaveText(back.refused.signedOut.title);
    await other.getByRole('link', { name: back.signIn }).click();
    await expect(other).toHaveURL(`${platform.url}/users/sign_in?next=${encodeURIComponent(tab)}`);
    await other.context().close();
    await page.context().close();
  });
}
