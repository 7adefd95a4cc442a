import { emailForm } from '@loge/protocol';
import { branchEntry, readAnswer, readList } from './answer-shapes.ts';
import { type Answer, ask, hasNext, type Way } from './api-client.ts';
import {
  gitLabGrant,
  gitLabGroup,
  gitLabKey,
  gitLabProject,
  gitLabToken,
  gitLabUser,
} from './gitlab-answers.ts';
import { type GitLabClient, gitLabClient } from './gitlab-client.ts';
import { searchMergeRequests } from './gitlab-merge-requests.ts';
import { gitLabRefusal } from './gitlab-refusal.ts';
import { everyPage } from './pages.ts';
import type {
  Identity,
  MakeProvider,
  OrganizationPage,
  Registration,
  Repository,
  SearchQuery,
} from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { pathParts } from './search-query.ts';

/** The most that GitLab puts on a page. */
const perPage = 100;
const mostPages = 10;

/** gitlab.com and GitLab of one's own (https://docs.gitlab.com/api/rest/). */
export const gitLab: MakeProvider = (type, origin, { registration, ...way }) => {
  const client = gitLabClient(way, origin);
  return {
    type,
    origin,
    wantedScopes: ['api'],
    identify: (token) => identify(client, token, origin, way),
    missingScopes,
    async keys(token) {
      return everyPage(async (page) => {
        const answer = await client.get(token, '/user/keys', { page, per_page: perPage });
        return { entries: readList(gitLabKey, answer.body, perPage), more: hasNext(answer) };
      }, mostPages);
    },
    searchRepositories: (token, query) => searchProjects(client, token, query),
    searchPullRequests: (token, query) => searchMergeRequests(client, token, query),
    organizations: (token, page, size) => groups(client, token, page, size),
    async branches(token, repository) {
      const path = `/projects/${projectId(repository)}/repository/branches`;
      return everyPage(async (page) => {
        const answer = await client.get(token, path, { page, per_page: perPage });
        return { entries: readList(branchEntry, answer.body, perPage), more: hasNext(answer) };
      }, mostPages);
    },
    async revoke(token) {
      if (registration) await endGrant(way, origin, token, registration);
    },
  };
};

/** RFC 7009. It ends the refresh token of the pair as well, and a token that nobody knows is no error. */
async function endGrant(way: Way, origin: string, token: string, registration: Registration): Promise<void> {
  const { clientId, clientSecret } = registration;
  const answer = await ask(way, `${origin}/oauth/revoke`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: String(new URLSearchParams({ token, client_id: clientId, client_secret: clientSecret })),
  });
  if (answer.status !== 200 || answer.body === undefined) throw gitLabRefusal(answer);
}

/** Every call reads, so that `read_api` is enough. What a fine-grained token may do is not among its scopes. */
function missingScopes(granted: readonly string[] | null): string[] {
  const enough = ['api', 'read_api', 'granular'];
  return granted === null || granted.some((scope) => enough.includes(scope)) ? [] : ['read_api'];
}

async function identify(client: GitLabClient, token: string, origin: string, way: Way): Promise<Identity> {
  const answer = await client.try(token, '/user');
  // Every GitLab has this address.
  if (answer.status === 404) throw new ProviderError('not_this_software');
  if (answer.status !== 200) throw gitLabRefusal(answer);
  const user = readAnswer(gitLabUser, answer.body);
  // Before version 14, only the names told.
  if (user.bot || /^(?:project|group)_\d+_bot/.test(user.username)) throw new ProviderError('not_a_person');
  const ownAnswer = await client.try(token, '/personal_access_tokens/self');
  const own = ownAnswer.status === 200 ? readAnswer(gitLabToken, ownAnswer.body) : null;
  return {
    account: {
      uid: String(user.id),
      username: user.username,
      avatarUrl: user.avatar_url,
      email: user.confirmed_at && user.email ? emailForm(user.email) : null,
      profileUrl: user.web_url || `${origin}/${encodeURIComponent(user.username)}`,
    },
    scopes: own?.scopes ?? (await grantedScopes(token, origin, way)),
    expiresAt: own?.expires_at ?? null,
  };
}

/** What a token of OAuth may do. GitLab answers 400 when it is asked for one as for a token that a member made. */
async function grantedScopes(token: string, origin: string, way: Way): Promise<readonly string[] | null> {
  const answer = await ask(way, `${origin}/oauth/token/info`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.status === 200 ? readAnswer(gitLabGrant, answer.body).scope : null;
}

async function searchProjects(
  client: GitLabClient,
  token: string,
  query: SearchQuery,
): Promise<Repository[]> {
  const parameters = {
    per_page: perPage,
    order_by: 'last_activity_at',
    ...(query.words === '' ? {} : { search: query.words }),
  };
  const answer = await (query.owner === null
    ? client.get(token, '/projects', { ...parameters, membership: true })
    : projectsOf(client, token, query.owner, parameters));
  return readList(gitLabProject, answer.body, perPage).flatMap(({ repository, isFork }) =>
    isFork && !query.forks ? [] : [repository],
  );
}

/** The projects of a group, or of a member when there is no such group. None when there is neither. */
async function projectsOf(
  client: GitLabClient,
  token: string,
  owner: string,
  parameters: Record<string, string | number>,
): Promise<Answer> {
  const id = projectId(owner);
  const ofGroup = await client.try(token, `/groups/${id}/projects`, {
    ...parameters,
    include_subgroups: true,
  });
  if (ofGroup.status === 200) return ofGroup;
  if (ofGroup.status !== 404) throw gitLabRefusal(ofGroup);
  const ofMember = await client.try(token, `/users/${id}/projects`, parameters);
  if (ofMember.status === 404 && ofMember.body !== undefined) return { ...ofMember, body: [] };
  if (ofMember.status !== 200) throw gitLabRefusal(ofMember);
  return ofMember;
}

/** A path as one part of an address. Throws `not_found` when it can be none. */
function projectId(path: string): string {
  const parts = pathParts(path);
  if (parts === null) throw new ProviderError('not_found');
  return encodeURIComponent(parts.join('/'));
}

async function groups(
  client: GitLabClient,
  token: string,
  page: number,
  size: number,
): Promise<OrganizationPage> {
  const answer = await client.get(token, '/groups', {
    page,
    per_page: size,
    // Any membership; without it, administrators get every group there is.
    min_access_level: 10,
    order_by: 'name',
  });
  const organizations = readList(gitLabGroup, answer.body, size);
  const total = Number(answer.headers.get('x-total') ?? Number.NaN);
  // GitLab does not count beyond 10,000.
  const atLeast = (page - 1) * size + organizations.length + (hasNext(answer) ? 1 : 0);
  return { organizations, total: Number.isSafeInteger(total) && total >= 0 ? total : atLeast, hidden: 0 };
}
