import type { Instant } from '../../kernel/clock.ts';
import { branchEntry, endingOf, readAnswer, readList } from './answer-shapes.ts';
import { type Answer, hasNext, messageOf } from './api-client.ts';
import {
  foundItems,
  gitHubKey,
  gitHubOrganization,
  gitHubRepository,
  gitHubUser,
  verifiedEmail,
} from './github-answers.ts';
import { type GitHubClient, gitHubClient } from './github-client.ts';
import { searchPullRequests } from './github-pull-requests.ts';
import { gitHubScopes, missingGitHubScopes, scopesIn } from './github-scopes.ts';
import { everyPage } from './pages.ts';
import type {
  Identity,
  MakeProvider,
  Organization,
  OrganizationPage,
  Registration,
  Repository,
  SearchQuery,
} from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { ownerAndName, ownerName } from './search-query.ts';

/** The most that GitHub puts on a page. */
const perPage = 100;
const mostPages = 10;

/** github.com, GitHub Enterprise Cloud and Server (https://docs.github.com/en/rest). */
export const gitHub: MakeProvider = (type, origin, { registration, ...way }) => {
  const client = gitHubClient(way, origin);
  return {
    type,
    origin,
    wantedScopes: gitHubScopes,
    identify: (token) => identify(client, token),
    missingScopes: missingGitHubScopes,
    keys: (token) =>
      everyPage(async (page) => {
        const answer = await client.get(token, '/user/keys', { page, per_page: perPage });
        return { entries: readList(gitHubKey, answer.body, perPage), more: hasNext(answer) };
      }, mostPages),
    searchRepositories: (token, query) => searchRepositories(client, token, query),
    searchPullRequests: (token, query) => searchPullRequests(client, token, query),
    organizations: (token, page, size) => organizations(client, token, page, size),
    async branches(token, repository) {
      const path = `/repos/${ownerAndName(repository)}/branches`;
      return everyPage(async (page) => {
        const answer = await client.get(token, path, { page, per_page: perPage });
        return { entries: readList(branchEntry, answer.body, perPage), more: hasNext(answer) };
      }, mostPages);
    },
    async revoke(token, what = 'grant') {
      if (registration) await end(what, client, token, registration);
    },
  };
};

async function identify(client: GitHubClient, token: string): Promise<Identity> {
  const answer = await client.try(token, '/user');
  // Every GitHub has this address.
  if (answer.status === 404) throw new ProviderError('not_this_software');
  // The token of an installation or of a job is nobody's.
  if (answer.status === 403 && /\bnot accessible by integration\b/i.test(messageOf(answer.body)))
    throw new ProviderError('not_a_person');
  if (answer.status !== 200) throw client.refusal(answer);
  const user = readAnswer(gitHubUser, answer.body);
  if (user.type !== undefined && user.type !== 'User') throw new ProviderError('not_a_person');
  return {
    account: {
      uid: String(user.id),
      username: user.login,
      avatarUrl: user.avatar_url,
      email: await emailOf(client, token),
      profileUrl: user.html_url || `${client.origin}/${encodeURIComponent(user.login)}`,
    },
    scopes: scopesOf(answer, token),
    expiresAt: expiryOf(answer),
  };
}

/** Tokens with permissions in the place of scopes have their own beginnings, and no such header, or an empty one. */
const scopesOf = ({ headers }: Answer, token: string): readonly string[] | null =>
  /^(?:github_pat_|ghu_|ghs_)/.test(token) ? null : scopesIn(headers.get('x-oauth-scopes'));

/** GitHub writes `2026-12-31 09:08:07 UTC`, or an offset in the place of `UTC`. */
const expiryOf = ({ headers }: Answer): Instant | null =>
  endingOf(headers.get('github-authentication-token-expiration') ?? '');

/** Null as well when the token may not read addresses, which nothing else needs. */
async function emailOf(client: GitHubClient, token: string): Promise<string | null> {
  const answer = await client.try(token, '/user/emails', { per_page: perPage });
  if (answer.status === 403 || answer.status === 404) return null;
  if (answer.status !== 200) throw client.refusal(answer);
  return readList(verifiedEmail, answer.body, perPage)[0] ?? null;
}

/** Without words and owner, those that the member may push to or was invited to: GitHub searches for nothing only with words. */
async function searchRepositories(
  client: GitHubClient,
  token: string,
  { words, owner, forks }: SearchQuery,
): Promise<Repository[]> {
  const isList = words === '' && owner === null;
  const answer = isList
    ? await client.get(token, '/user/repos', { sort: 'pushed', per_page: perPage })
    : await client.try(token, '/search/repositories', {
        q: [words, owner && `user:${ownerName(owner)}`, forks && 'fork:true'].filter(Boolean).join(' '),
        per_page: perPage,
      });
  // There is no such owner, or GitHub cannot read the words.
  if (answer.status === 422) return [];
  if (answer.status !== 200) throw client.refusal(answer);
  const entries = isList ? answer.body : readAnswer(foundItems, answer.body).items;
  return readList(gitHubRepository, entries, perPage).flatMap(({ repository, isFork }) =>
    isFork && !forks ? [] : [repository],
  );
}

/** GitHub does not say how many there are, so that all are asked for: few members are in more than a hundred. */
async function organizations(
  client: GitHubClient,
  token: string,
  page: number,
  size: number,
): Promise<OrganizationPage> {
  const hidden = new Set<string>();
  const all = await everyPage(async (number) => {
    const answer = await client.get(token, '/user/orgs', { page: number, per_page: perPage });
    for (const id of leftOut(answer)) hidden.add(id);
    return { entries: readList(gitHubOrganization, answer.body, perPage), more: hasNext(answer) };
  }, mostPages);
  const shown = all
    .slice((page - 1) * size, page * size)
    .map((each): Organization => ({ ...each, url: `${client.origin}/${encodeURIComponent(each.login)}` }));
  return { organizations: shown, total: all.length, hidden: hidden.size };
}

/** The organisations that want their single sign-on first: `partial-results; organizations=21955855,20582480`. */
function leftOut({ headers }: Answer): string[] {
  const [, ids = ''] =
    /^partial-results;.*\borganizations=([\d,]{1,2000})/.exec(headers.get('x-github-sso') ?? '') ?? [];
  return ids.split(',').filter((id) => id !== '');
}

/** A grant is of all tokens that the member gave to this registration. */
async function end(
  what: 'grant' | 'token',
  client: GitHubClient,
  token: string,
  registration: Registration,
): Promise<void> {
  const { clientId, clientSecret } = registration;
  const answer = await client.send(`/applications/${encodeURIComponent(clientId)}/${what}`, {
    method: 'DELETE',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ access_token: token }),
  });
  if (answer.status === 204) return;
  // Here a 401 is about the registration, not about the token.
  throw answer.status === 401 && answer.body !== undefined
    ? new ProviderError('forbidden')
    : client.refusal(answer);
}
