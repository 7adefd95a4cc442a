import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock, minutes, seconds } from '../../src/kernel/clock.ts';
import type { FakeApplication } from './fake-oauth.ts';
import { type FakeGitHub, startGitHub } from './github.ts';
import { type FakeGitLab, startGitLab } from './gitlab.ts';

/** What the stand-ins enforce, as a client sees it that gets it wrong. */
const redirectUri = 'http://localhost:4310/back';
const clock = fixedClock('2026-11-27T12:00:00Z');
const now = () => clock.now();
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

const brands = {
  GitHub: {
    async start(): Promise<FakeGitHub> {
      const fake = await startGitHub({ now });
      fake.addMember({ login: 'lea' });
      return fake;
    },
    authorize: '/login/oauth/authorize',
    token: '/login/oauth/access_token',
    scope: 'repo user:email',
    application: { id: 'Iv23liabcdefghijklmn', redirectUri, tokenSeconds: 28_800 },
    badCode: [200, 'bad_verification_code'],
    badRefresh: [200, 'bad_refresh_token'],
    badClient: [200, 'incorrect_client_credentials'],
    user: '/api/v3/user',
  },
  GitLab: {
    async start(): Promise<FakeGitLab> {
      const fake = await startGitLab({ now });
      fake.addMember({ username: 'lea' });
      return fake;
    },
    authorize: '/oauth/authorize',
    token: '/oauth/token',
    scope: 'api',
    application: { redirectUri, tokenSeconds: 7200 },
    badCode: [400, 'invalid_grant'],
    badRefresh: [400, 'invalid_grant'],
    badClient: [401, 'invalid_client'],
    user: '/api/v4/user',
  },
} as const;

describe.each(['GitHub', 'GitLab'] as const)('OAuth of the tests’ %s', (name) => {
  const brand = brands[name];
  let fake: FakeGitHub | FakeGitLab;
  let application: FakeApplication;
  let verifier: string;
  beforeAll(async () => {
    fake = await brand.start();
    application = fake.register(brand.application);
  });
  beforeEach(() => {
    verifier = randomBytes(32).toString('base64url');
  });
  afterAll(() => fake.stop());

  const address = (changes: Record<string, string> = {}) => {
    const query = new URLSearchParams({
      client_id: application.id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: brand.scope,
      state: 'a state',
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
      ...changes,
    });
    return `${fake.origin}${brand.authorize}?${query}`;
  };
  const codeOf = (back: string) => new URL(back).searchParams.get('code') ?? '';
  const ask = async (form: Record<string, string>, accept = 'application/json') => {
    const response = await fetch(`${fake.origin}${brand.token}`, {
      method: 'POST',
      headers: { accept },
      body: new URLSearchParams({ client_id: application.id, client_secret: application.secret, ...form }),
    });
    return { status: response.status, text: await response.text() };
  };
  const exchange = async (code: string, changes: Record<string, string> = {}) => {
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    };
    const { status, text } = await ask({ ...form, ...changes });
    return { status, body: JSON.parse(text) };
  };
  const refresh = async (token: string) => {
    const { status, text } = await ask({ grant_type: 'refresh_token', refresh_token: token });
    return { status, body: JSON.parse(text) };
  };
  const opens = async (token: string) =>
    (await fetch(`${fake.origin}${brand.user}`, { headers: { authorization: `Bearer ${token}` } })).status;

  it('sends the browser back with a code and the state, from a page with buttons', async () => {
    const page = await fetch(address());
    expect(await page.text()).toContain('Authorize as lea');
    const form = { method: 'POST', body: new URLSearchParams({ as: 'lea' }), redirect: 'manual' } as const;
    const back = new URL((await fetch(address(), form)).headers.get('location') ?? '');
    expect(back.origin + back.pathname).toBe(redirectUri);
    expect(back.searchParams.get('state')).toBe('a state');
    const { body } = await exchange(codeOf(back.href));
    expect(await opens(body.access_token)).toBe(200);
  });

  it('says that the member refused', async () => {
    const back = new URL(fake.approve(address(), 'lea', true));
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', state: 'a state' });
  });

  it.each([
    ['client_id', 'nobody'],
    ['redirect_uri', `${redirectUri}/deeper`],
    ['redirect_uri', 'https://evil.example.test/'],
    ['response_type', 'token'],
    ['code_challenge_method', 'plain'],
    ['code_challenge', 'short'],
    ['state', ''],
  ])('shows an error, and sends nobody anywhere, when %s is %j', async (parameter, value) => {
    const wrong = address({ [parameter]: value });
    const response = await fetch(wrong, { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(() => fake.approve(wrong, 'lea')).toThrow();
  });

  it('takes a code once, in ten minutes, with its verifier, address and application', async () => {
    const refused = async (changes: Record<string, string>, wait = 0) => {
      const code = codeOf(fake.approve(address(), 'lea'));
      clock.advance(wait);
      const { status, body } = await exchange(code, changes);
      return [status, body.error];
    };
    expect(await refused({ code_verifier: 'another' })).toEqual(brand.badCode);
    expect(await refused({ redirect_uri: 'http://localhost:4310/' })).toEqual(brand.badCode);
    expect(await refused({}, minutes(10) + 1)).toEqual(brand.badCode);
    expect(await refused({ client_secret: 'wrong' })).toEqual(brand.badClient);
    const other = fake.register({ ...brand.application, id: `${application.id}2` });
    const asOther = { client_id: other.id, client_secret: other.secret };
    expect(await refused(asOther)).toEqual(brand.badCode);
    const code = codeOf(fake.approve(address(), 'lea'));
    const first = await exchange(code);
    expect(await opens(first.body.access_token)).toBe(200);
    const second = await exchange(code);
    expect([second.status, second.body.error]).toEqual(brand.badCode);
    expect(await opens(first.body.access_token)).toBe(401);
  });

  it('ends a pair when it is refreshed, and each access token in time', async () => {
    const first = (await exchange(codeOf(fake.approve(address(), 'lea')))).body;
    expect(first.expires_in).toBe(brand.application.tokenSeconds);
    const second = (await refresh(first.refresh_token)).body;
    expect(await opens(first.access_token)).toBe(401);
    expect(await opens(second.access_token)).toBe(200);
    const again = await refresh(first.refresh_token);
    expect([again.status, again.body.error]).toEqual(brand.badRefresh);
    clock.advance(seconds(brand.application.tokenSeconds));
    expect(await opens(second.access_token)).toBe(401);
    const third = (await refresh(second.refresh_token)).body;
    expect(await opens(third.access_token)).toBe(200);
  });

  it('writes its answers in JSON where that is asked for', async () => {
    const { text } = await ask({ grant_type: 'refresh_token', refresh_token: 'nobodys' }, '*/*');
    if (name === 'GitHub') expect(new URLSearchParams(text).get('error')).toBe('bad_refresh_token');
    else expect(JSON.parse(text).error).toBe('invalid_grant');
  });
});
