import { branchEntry, readAnswer, readList } from './answer-shapes.ts';
import { forgejoOrganization, forgejoUser, foundRepositories } from './forgejo-answers.ts';
import { type ForgejoClient, forgejoClient, perPage } from './forgejo-client.ts';
import { searchForgejoPullRequests } from './forgejo-pull-requests.ts';
import { forgejoRefusal } from './forgejo-refusal.ts';
import { gitHubKey, gitHubRepository, verifiedEmail } from './github-answers.ts';
import { eachOf } from './pages.ts';
import type {
  Identity,
  MakeProvider,
  Organization,
  OrganizationPage,
  Repository,
  SearchQuery,
} from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { ownerAndName, ownerName } from './search-query.ts';

const mostPages = 20;
const mostRepositoryPages = 2;

/**
 * What each call needs, and a cheap request that is refused without it. Forgejo tells nobody but the owner's password what a
 * token may do, so that it is tried.
 */
const trials: readonly {
  readonly scope: string;
  readonly path: string;
  readonly query: Record<string, string | number>;
}[] = [
  { scope: 'read:repository', path: '/repos/search', query: { limit: 1 } },
  { scope: 'read:issue', path: '/repos/issues/search', query: { type: 'pulls', created: 'true', limit: 1 } },
  { scope: 'read:organization', path: '/user/orgs', query: { limit: 1 } },
];
/** Whose token it is, their addresses and keys. */
const ownScope = 'read:user';
const needed = [ownScope, ...trials.map(({ scope }) => scope)];

/** Forgejo, and Gitea, which it comes from. Both are linked by tokens that members make. */
export const forgejo: MakeProvider = (type, origin, way) => {
  const client = forgejoClient(way, origin);
  return {
    type,
    origin,
    wantedScopes: needed,
    identify: (token) => identify(client, token, origin),
    missingScopes: (granted) => (granted === null ? [] : needed.filter((scope) => !granted.includes(scope))),
    keys: (token) =>
      client.all(token, '/user/keys', {}, (body) => readList(gitHubKey, body, perPage), mostPages),
    searchRepositories: (token, query) => searchRepositories(client, token, query),
    searchPullRequests: (token, query) => searchForgejoPullRequests(client, token, query),
    organizations: (token, page, size) => organizations(client, token, origin, { page, size }),
    branches: async (token, repository) =>
      client.all(
        token,
        `/repos/${ownerAndName(repository)}/branches`,
        {},
        (body) => readList(branchEntry, body, perPage),
        mostPages,
      ),
    // A token can be ended with the member's password only.
    revoke: () => Promise.resolve(),
  };
};

async function identify(client: ForgejoClient, token: string, origin: string): Promise<Identity> {
  const answer = await client.try(token, '/user');
  // Every Forgejo has this address.
  if (answer.status === 404) throw new ProviderError('not_this_software');
  if (answer.status !== 200) throw forgejoRefusal(answer);
  const user = readAnswer(forgejoUser, answer.body);
  if (user.id < 1) throw new ProviderError('not_a_person');
  const emails = await client.get(token, '/user/emails');
  return {
    account: {
      uid: String(user.id),
      username: user.login,
      avatarUrl: user.avatar_url,
      email: readList(verifiedEmail, emails.body, 100)[0] ?? null,
      profileUrl: user.html_url || `${origin}/${encodeURIComponent(user.login)}`,
    },
    scopes: await grantedScopes(client, token),
    expiresAt: null,
  };
}

/** Which of the scopes that are needed a token has. Throws a refusal for any other reason. */
async function grantedScopes(client: ForgejoClient, token: string): Promise<readonly string[]> {
  const granted = await eachOf(trials, async ({ scope, path, query }) => {
    const answer = await client.try(token, path, query);
    if (answer.status === 200) return [scope];
    const refusal = forgejoRefusal(answer);
    if (refusal.reason === 'scope_missing') return [];
    throw refusal;
  });
  return [ownScope, ...granted.flat()];
}

/** Those of an owner; else those that are the member's own, or that they work on with others. */
async function searchRepositories(
  client: ForgejoClient,
  token: string,
  { words, owner, forks }: SearchQuery,
): Promise<Repository[]> {
  const asked = await client.try(token, owner === null ? '/user' : `/users/${ownerName(owner)}`);
  if (owner !== null && asked.status === 404 && asked.body !== undefined) return [];
  if (asked.status !== 200) throw forgejoRefusal(asked);
  const found = await client.all(
    token,
    '/repos/search',
    {
      uid: readAnswer(forgejoUser, asked.body).id,
      exclusive: owner !== null,
      sort: 'updated',
      order: 'desc',
      ...(words === '' ? {} : { q: words }),
    },
    (body) => readList(gitHubRepository, readAnswer(foundRepositories, body).data, perPage),
    mostRepositoryPages,
  );
  return found.flatMap(({ repository, isFork }) => (isFork && !forks ? [] : [repository]));
}

/** A page may hold fewer than are asked for, so that all are asked for: few members are in more than fifty. */
async function organizations(
  client: ForgejoClient,
  token: string,
  origin: string,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<OrganizationPage> {
  const read = (body: unknown) => readList(forgejoOrganization, body, perPage);
  const all = await client.all(token, '/user/orgs', {}, read, mostPages);
  const shown = all
    .slice((page - 1) * size, page * size)
    .map((each): Organization => ({ ...each, url: `${origin}/${encodeURIComponent(each.login)}` }));
  return { organizations: shown, total: all.length, hidden: 0 };
}
