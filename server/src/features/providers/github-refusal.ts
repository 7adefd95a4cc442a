import { type Answer, messageOf, type Way } from './api-client.ts';
import { gitHubScopes, scopesIn } from './github-scopes.ts';
import { ProviderError } from './provider-error.ts';
import { retryAfterOf } from './rate-limit.ts';

/**
 * Why GitHub refused. It hides what a token may not see as 404, and says in headers what it lacks: `X-Accepted-OAuth-Scopes`,
 * `X-Accepted-GitHub-Permissions`, `X-GitHub-SSO`.
 */
export function gitHubRefusal(answer: Answer, origin: string, { now }: Pick<Way, 'now'>): ProviderError {
  const { status, headers, body } = answer;
  // What GitHub itself answers is JSON: a page is a proxy's or another program's. Another program may have this address no more.
  if (body === undefined || status === 410) return new ProviderError('not_this_software');
  if (status === 401) return new ProviderError('token_refused');
  const message = messageOf(body);
  if (status === 403 && /\brate limit\b|\babuse detection\b/i.test(message))
    return new ProviderError('rate_limited', { retryAfterSeconds: retryAfterOf(headers, now()) });
  if (status === 403 && /\baccount (?:was|is|has been) suspended\b/i.test(message))
    return new ProviderError('token_refused');
  const sso = headers.get('x-github-sso');
  if (sso?.startsWith('required'))
    return new ProviderError('organisation_blocked', { url: ssoUrl(sso, origin) });
  // SAML, networks, applications, and kinds of token: an organisation's own rules.
  if (
    status === 403 &&
    /\bSAML\b|\bIP allow list\b|\baccess restrictions\b|\bforbids access\b/i.test(message)
  )
    return new ProviderError('organisation_blocked');
  const scopes = lacking(answer, message);
  if (scopes) return new ProviderError('scope_missing', { scopes });
  return new ProviderError(status === 404 ? 'not_found' : 'forbidden');
}

/** What the token lacks. Null when that is not why. */
function lacking({ status, headers }: Answer, message: string): string[] | null {
  if (status === 403 && /\bread:org scope\b/.test(message)) return ['read:org'];
  if (status === 403 && /\bnot accessible by\b/i.test(message))
    return scopesIn(headers.get('x-accepted-github-permissions')) ?? [];
  // Empty for tokens of GitHub Apps, which have none.
  const granted = scopesIn(headers.get('x-oauth-scopes')) ?? [];
  const accepted = scopesIn(headers.get('x-accepted-oauth-scopes')) ?? [];
  if (granted.length === 0 || accepted.length === 0 || accepted.some((scope) => granted.includes(scope)))
    return null;
  // Each of them would do: the one that we ask for is the least.
  return [accepted.find((scope) => gitHubScopes.includes(scope)) ?? accepted[0] ?? ''];
}

/** Where the member authorises the token for the organisation, when it is on GitHub itself: `required; url=<address>`. */
function ssoUrl(header: string, origin: string): string | null {
  const [, url = ''] = /\burl=(\S{1,2000})/.exec(header) ?? [];
  return URL.canParse(url) && new URL(url).origin === origin ? url : null;
}
