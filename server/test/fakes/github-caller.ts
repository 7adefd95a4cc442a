import type { FakeOAuth } from './fake-oauth.ts';
import type { FakeReply, FakeRequest } from './fake-server.ts';
import type { GitHubData, GitHubMember, GitHubToken } from './github-data.ts';

/** One fake, for one request. */
export interface GitHubSite {
  readonly data: GitHubData;
  readonly oauth: FakeOAuth;
  readonly now: () => number;
  readonly origin: string;
  readonly limits: GitHubLimits;
}

/** What is left of the limits on requests, and when they begin anew. */
export interface GitHubLimits {
  /** Of the hour's 5,000, and of the minute's 30 searches. */
  remaining: number;
  searches: number;
  /** Whether the secondary limit is reached, with or without `Retry-After`. */
  secondary: null | 'timed' | 'untimed';
}

/** Who asks, and what their token may do. */
export interface GitHubCaller {
  readonly member: GitHubMember;
  /** Null with permissions in their place. */
  readonly scopes: readonly string[] | null;
  readonly permissions: readonly string[];
  readonly expiresAt: number | null;
  readonly installation: boolean;
  /** Whether the member made it on their page, before there were fine-grained ones. */
  readonly classic: boolean;
}

const api = 'https://docs.github.com/rest';
export const refusal = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): FakeReply => ({ status, headers, body: { message, documentation_url: api, status: String(status) } });

/** Each address: the scopes of which one is enough, and the permission that a fine-grained token needs. */
const needs: readonly (readonly [RegExp, readonly string[], string])[] = [
  [/^\/user$/, [], ''],
  [/^\/user\/emails$/, ['user', 'user:email'], 'emails=read'],
  [/^\/user\/keys$/, ['admin:public_key', 'read:public_key', 'write:public_key'], 'keys=read'],
  [/^\/user\/orgs$/, ['admin:org', 'read:org', 'user', 'write:org'], ''],
  [/^\/user\/repos$/, [], 'metadata=read'],
  [/^\/repos\/[^/]+\/[^/]+\/branches$/, [], 'contents=read'],
  [/^\/repos\/[^/]+\/[^/]+\/pulls/, [], 'pull_requests=read'],
];

/** Reads whose the token is. A refusal when it is nobody's, or not good any more. */
export function callerOf(site: GitHubSite, request: FakeRequest): GitHubCaller | FakeReply {
  const { data, oauth, now } = site;
  const secret = /^(?:bearer|token) (.+)$/i.exec(request.header('authorization'))?.[1] ?? '';
  const grant = oauth.grantOf(secret);
  const token: GitHubToken | undefined = grant
    ? {
        login: grant.username,
        scopes: secret.startsWith('ghu_') ? null : grant.scopes,
        // What its GitHub App was registered with.
        permissions: ['contents=read', 'emails=read', 'keys=read', 'metadata=read', 'pull_requests=read'],
        expiresAt: grant.expiresAt,
        revoked: false,
        installation: false,
      }
    : data.tokens.get(secret);
  const member = data.members.find(({ login }) => login === token?.login);
  const isGood = token && !token.revoked && (token.expiresAt ?? Number.POSITIVE_INFINITY) > now();
  if (!token || !member || !isGood) return refusal(401, 'Bad credentials');
  if (member.suspended) return refusal(403, 'Sorry. Your account was suspended.');
  return { ...token, member, classic: !grant && token.scopes !== null };
}

/** What is said along with each answer to a caller. */
export function headersFor(site: GitHubSite, caller: GitHubCaller, path: string): Record<string, string> {
  const [, accepted = []] = needs.find(([paths]) => paths.test(path)) ?? [];
  const isSearch = path.startsWith('/search/');
  const made = caller.expiresAt === null ? '' : new Date(caller.expiresAt).toISOString();
  return {
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': 'ABCD:1234',
    'x-ratelimit-limit': isSearch ? '30' : '5000',
    'x-ratelimit-remaining': String(isSearch ? site.limits.searches : site.limits.remaining),
    'x-ratelimit-reset': String(Math.floor(site.now() / 1000) + (isSearch ? 60 : 3600)),
    'x-ratelimit-resource': isSearch ? 'search' : 'core',
    date: new Date(site.now()).toUTCString(),
    // Empty where there are permissions in the place of scopes. Of the organisations, `repo` is named, though it is not enough.
    'x-oauth-scopes': caller.scopes?.join(', ') ?? '',
    'x-accepted-oauth-scopes': (path === '/user/orgs' ? [...accepted, 'repo'] : accepted).join(', '),
    ...(made === ''
      ? {}
      : { 'github-authentication-token-expiration': `${made.slice(0, 10)} ${made.slice(11, 19)} UTC` }),
  };
}

/** Why a token may not ask at this address; null when it may. */
export function lack({ scopes, permissions, installation }: GitHubCaller, path: string): FakeReply | null {
  const [, enough = [], permission = ''] = needs.find(([paths]) => paths.test(path)) ?? [];
  if (installation && path.startsWith('/user')) return refusal(403, 'Resource not accessible by integration');
  if (scopes === null)
    return permission === '' || permissions.includes(permission)
      ? null
      : refusal(403, 'Resource not accessible by personal access token', {
          'x-accepted-github-permissions': permission,
        });
  if (enough.length === 0 || enough.some((scope) => scopes.includes(scope))) return null;
  return path === '/user/orgs'
    ? refusal(403, 'You need at least read:org scope or user scope to list your organizations.')
    : refusal(404, 'Not Found');
}
