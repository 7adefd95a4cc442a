import { authorizePage, type FakeApplication, FakeOAuth, randomText } from './fake-oauth.ts';
import {
  type FakeReply,
  type FakeRequest,
  type FakeServer,
  type MorePages,
  startFakeServer,
} from './fake-server.ts';
import { gitHubApi } from './github-api.ts';
import type { GitHubLimits } from './github-caller.ts';
import type { GitHubData, GitHubMember, GitHubToken } from './github-data.ts';

/** A GitHub on loopback, which enforces what the real one does. What it has may be changed while it runs. */
export interface FakeGitHub extends FakeServer, GitHubData {
  readonly oauth: FakeOAuth;
  readonly limits: GitHubLimits;
  /** Of a GitHub App when its id begins with `Iv`. */
  register(application?: Partial<FakeApplication>): FakeApplication;
  /** Makes a token as a member does on their page, and returns it: a classic one, or with permissions a fine-grained one. */
  makeToken(login: string, options?: Partial<Omit<GitHubToken, 'login'>>): string;
  addMember(member: Partial<GitHubMember> & { readonly login: string }): GitHubMember;
  /** What `approve` on the page does: where the browser is sent. */
  approve(address: string, login: string, refused?: boolean): string;
}

const scopes =
  /^(?:repo|public_repo|user|user:email|read:user|read:org|write:org|admin:org|(?:read|write|admin):public_key)$/;

/** @param now milliseconds since the Unix epoch. */
export async function startGitHub({
  now = Date.now,
  port = 0,
  pages = () => null,
}: {
  readonly now?: () => number;
  readonly port?: number;
  readonly pages?: MorePages;
} = {}): Promise<FakeGitHub> {
  const oauth = new FakeOAuth(
    {
      accessToken: ({ id }) => `${id.startsWith('Iv') ? 'ghu_' : 'gho_'}${randomText(18)}`,
      refreshToken: () => `ghr_${randomText(38)}`,
      errors: {
        badCode: 'bad_verification_code',
        badRefresh: 'bad_refresh_token',
        badClient: 'incorrect_client_credentials',
      },
      // GitHub leaves out what it does not know, and takes both separators.
      scopesOf: (text) => text.split(/[\s,]+/).filter((scope) => scopes.test(scope)),
      reply: tokenReply,
    },
    now,
  );
  const data: GitHubData = {
    members: [],
    tokens: new Map(),
    repositories: [],
    organizations: [],
    pullRequests: [],
  };
  const limits: GitHubLimits = { remaining: 5000, searches: 30, secondary: null };
  let id = 1000;
  const server = await startFakeServer((request, origin): FakeReply => {
    const { pathname } = new URL(request.path, origin);
    if (pathname.startsWith('/api/v3/')) return gitHubApi({ data, oauth, now, origin, limits }, request);
    if (pathname === '/login/oauth/authorize')
      return authorizePage(
        oauth,
        request,
        origin,
        data.members.map(({ login }) => login),
      );
    if (request.method === 'POST' && pathname === '/login/oauth/access_token') return oauth.exchange(request);
    return pages(request, origin) ?? { status: 404, body: '<!doctype html><title>Page not found</title>' };
  }, port);
  return Object.assign(server, data, {
    oauth,
    limits,
    register(application: Partial<FakeApplication> = {}) {
      const made = {
        id: `Ov23li${randomText(7)}`,
        secret: randomText(20),
        redirectUri: 'http://localhost:4310/callback',
        tokenSeconds: application.id?.startsWith('Iv') ? 28_800 : null,
        ...application,
      };
      oauth.applications.set(made.id, made);
      return made;
    },
    makeToken(login: string, options: Partial<Omit<GitHubToken, 'login'>> = {}) {
      const isFine = options.permissions !== undefined;
      const beginning = options.installation ? 'ghs_' : isFine ? 'github_pat_' : 'ghp_';
      const token = `${beginning}${randomText(18)}`;
      data.tokens.set(token, {
        login,
        scopes: isFine || options.installation ? null : ['repo', 'read:org', 'read:public_key', 'user:email'],
        permissions: [],
        expiresAt: null,
        revoked: false,
        installation: false,
        ...options,
      });
      return token;
    },
    addMember(member: Partial<GitHubMember> & { readonly login: string }) {
      const made: GitHubMember = {
        id: id++,
        type: 'User',
        suspended: false,
        emails: [{ email: `${member.login}@example.test`, primary: true, verified: true }],
        keys: [],
        ...member,
      };
      data.members.push(made);
      return made;
    },
    approve: (address: string, login: string, refused?: boolean) => oauth.approve(address, login, refused),
  });
}

/** The token endpoint's answer: an error has status 200 too, and both are in form encoding unless JSON is asked for. */
function tokenReply(
  request: FakeRequest,
  answer: Parameters<ConstructorParameters<typeof FakeOAuth>[0]['reply']>[1],
): FakeReply {
  const fields: Record<string, string | number> =
    'grant' in answer
      ? {
          access_token: answer.grant.accessToken,
          token_type: 'bearer',
          scope: answer.grant.accessToken.startsWith('ghu_') ? '' : answer.grant.scopes.join(','),
          ...(answer.grant.refreshToken === null || answer.expiresIn === null
            ? {}
            : {
                expires_in: answer.expiresIn,
                refresh_token: answer.grant.refreshToken,
                refresh_token_expires_in: 15_897_600,
              }),
        }
      : {
          error: answer.error,
          error_description: answer.description,
          error_uri:
            'https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors/',
        };
  if (/\bapplication\/json\b/.test(request.header('accept'))) return { status: 200, body: fields };
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return {
    status: 200,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: String(form),
  };
}
