import { backFromGitLab } from '../at-gitlab.ts';
import type { Examples } from '../example.ts';
import type { Person, TestApp } from '../harness.ts';
import { Visitor } from '../visitor.ts';

const authorizations = '/v1/sessions/provider/authorizations';
const byPage = { 'sec-fetch-site': 'same-origin' };

const cookieOf = (browser: Visitor) => [...browser.cookies].map((pair) => pair.join('=')).join('; ');

/** Somebody who signed up with GitLab, in their browser. They have no password. */
async function signedUpWithGitLab(test: TestApp): Promise<{ browser: Visitor; owner: Person }> {
  const browser = new Visitor(test);
  const { state, code, username, email } = await backFromGitLab(browser);
  await browser.call('POST', '/v1/sessions/provider', { authorization: { provider: 'gitlab', state, code } });
  const made = await browser.call('POST', '/v1/users/provider', { user: { state, username, email } });
  if (made.status !== 201) throw new Error(`sign-up: ${JSON.stringify(made.body)}`);
  return {
    browser,
    owner: { id: made.body.user.id, username, email, password: 'none, since they came from GitLab' },
  };
}

export const examples: Examples = {
  'provider_sign_in.begin': async () => ({
    path: authorizations,
    owner: null,
    options: { headers: byPage, body: { authorization: { provider: 'gitlab' } } },
  }),
  'provider_sign_in.connect': async (test) => {
    const owner = await test.person();
    const body = { authorization: { provider: 'gitlab' } };
    return {
      path: '/v1/identities/authorizations',
      owner,
      options: { session: await test.signIn(owner), body },
    };
  },
  'provider_sign_in.begin_proof': async (test) => {
    const { browser, owner } = await signedUpWithGitLab(test);
    const body = { authorization: { provider: 'gitlab' } };
    const session = browser.session ?? '';
    return { path: '/v1/sessions/current/proof/authorizations', owner, options: { session, body } };
  },
  'provider_sign_in.complete': async (test) => {
    const owner = await test.person();
    const browser = new Visitor(test);
    await browser.signIn(owner.email, owner.password);
    const { state, code } = await backFromGitLab(browser, '/v1/identities/authorizations');
    const { session = '' } = browser;
    browser.cookies.delete('__Host-loge_session');
    const headers = { ...byPage, cookie: cookieOf(browser) };
    return {
      path: '/v1/sessions/provider',
      owner,
      options: { session, headers, body: { authorization: { provider: 'gitlab', state, code } } },
    };
  },
  'provider_sign_in.sign_up': async (test) => {
    const browser = new Visitor(test);
    const { state, code, username, email } = await backFromGitLab(browser);
    await browser.call('POST', '/v1/sessions/provider', {
      authorization: { provider: 'gitlab', state, code },
    });
    const headers = { ...byPage, cookie: cookieOf(browser) };
    const body = { user: { state, username, email, locale: 'en' } };
    return { path: '/v1/users/provider', owner: null, options: { headers, body } };
  },
};
