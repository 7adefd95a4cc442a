import { fakePage } from './fake-page.ts';
import type { FakeReply, FakeRequest } from './fake-server.ts';
import type { ForgejoData, ForgejoMember, ForgejoPullRequest, ForgejoRepository } from './forgejo-data.ts';

interface Site {
  readonly data: ForgejoData;
  readonly origin: string;
  /** How it says which scopes are wanted. */
  readonly software: 'forgejo' | 'gitea';
}

const refusal = (status: number, message: string, origin: string): FakeReply => ({
  status,
  body: { message, url: `${origin}/api/swagger` },
});

/** The scopes with which each address may be read: all of them. */
const needs: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\/user\/orgs$/, ['read:user', 'read:organization']],
  [/^\/users?(?:\/|$)/, ['read:user']],
  [/^\/repos\/issues\/search$|^\/repos\/[^/]+\/[^/]+\/issues$/, ['read:issue']],
  [/^\/repos\//, ['read:repository']],
];

/** The API below `/api/v1`. */
export function forgejoApi(site: Site, request: FakeRequest): FakeReply {
  const { data, origin, software } = site;
  const path = request.path.replace('/api/v1', '');
  const secret = /^(?:token|bearer) (.+)$/i.exec(request.header('authorization'))?.[1] ?? '';
  const token = data.tokens.get(secret);
  const member = data.members.find(({ login }) => login === token?.login);
  if (!token || !member || token.revoked) return refusal(401, 'invalid username, password or token', origin);
  const [, wanted = []] = needs.find(([paths]) => paths.test(path)) ?? [];
  const grants = (scope: string) =>
    ['all', scope, scope.replace('read:', 'write:')].some((each) => token.scopes.includes(each));
  if (!wanted.every(grants)) {
    const list = `[${wanted.join(' ')}]`;
    const words = 'token does not have at least one of required scope(s)';
    return refusal(
      403,
      software === 'forgejo'
        ? `${words}: ${list}`
        : `${words}, required=[${wanted.join(',')}], token scope=${token.scopes.join(',')}`,
      origin,
    );
  }
  if (member.prohibited)
    return refusal(
      403,
      'This account is prohibited from signing in, please contact your site administrator.',
      origin,
    );
  return request.method === 'GET'
    ? read(site, request, member, path)
    : refusal(405, 'Method Not Allowed', origin);
}

const size = { name: 'limit', usual: 30, most: 50 };
const headers = (total: number) => ({ 'x-total-count': String(total) });

function read({ data, origin }: Site, request: FakeRequest, member: ForgejoMember, path: string): FakeReply {
  const list = (entries: readonly unknown[]) => fakePage(request, origin, entries, { size, headers });
  const seen = data.repositories.filter(({ members }) => members?.includes(member.login) ?? true);
  const notFound = refusal(404, "The target couldn't be found.", origin);
  const query = (name: string) => request.query.get(name) ?? '';
  const words = query('q').toLowerCase();
  const pulls = (repository: ForgejoRepository | null) =>
    data.pullRequests.filter(
      ({ base, state, title }) =>
        seen.some(({ fullName }) => fullName === base) &&
        (!repository || base === repository.fullName) &&
        ['all', state].includes(query('state') || 'open') &&
        title.toLowerCase().includes(words),
    );
  // Unless they are left out, there are issues as well, which are later.
  const issues = (repository: ForgejoRepository | null) => {
    const found = pulls(repository).map((each) => issueEntry(each, origin));
    const issue = { ...found[0], title: 'An issue', pull_request: null };
    return query('type') === 'pulls' ? found : [...new Array(20).fill(issue), ...found];
  };
  switch (path) {
    case '/user':
      return { status: 200, body: userEntry(member, origin) };
    case '/user/emails':
      return { status: 200, body: member.emails };
    case '/user/keys': {
      // Of this list there is a count, and no address of the next page.
      const answer = list(member.keys.map(keyEntry));
      return { ...answer, headers: { 'x-total-count': answer.headers?.['x-total-count'] ?? '' } };
    }
    case '/user/orgs':
      return list(
        data.organizations
          .filter(({ members }) => members.includes(member.login))
          .map(({ id, login, description = '' }) => ({
            id,
            name: login,
            full_name: '',
            avatar_url: `${origin}/avatars/${id}`,
            description,
            visibility: 'public',
            username: login,
          })),
      );
    case '/repos/search': {
      const owner = [...data.members, ...data.organizations].find(({ id }) => String(id) === query('uid'));
      const isOwn = ({ fullName }: ForgejoRepository) => fullName.startsWith(`${owner?.login}/`);
      const isWorkedOn = ({ members }: ForgejoRepository) => members?.includes(owner?.login ?? '') ?? false;
      const entries = seen
        .filter((each) => !owner || isOwn(each) || (query('exclusive') !== 'true' && isWorkedOn(each)))
        .filter(({ name }) => name.toLowerCase().includes(words))
        .map((each) => repositoryEntry(each, origin));
      return fakePage(request, origin, entries, {
        size,
        headers,
        within: (found) => ({ ok: true, data: found }),
      });
    }
    case '/repos/issues/search':
      return list(issues(null));
  }
  const [, name] = /^\/users\/([^/]+)$/.exec(path) ?? [];
  const owner = [...data.members, ...data.organizations].find(({ login }) => login === name);
  if (owner) return { status: 200, body: userEntry(owner, origin) };
  const [, fullName, rest = ''] = /^\/repos\/([^/]+\/[^/]+)(\/.+)?$/.exec(path) ?? [];
  const repository = seen.find((each) => each.fullName === fullName);
  if (!repository) return notFound;
  const pullEntry = (each: ForgejoPullRequest) => pullRequestEntry(each, seen, origin);
  if (rest === '/branches')
    return list((repository.branches ?? ['main']).map((each) => ({ name: each, protected: false })));
  if (rest === '/pulls') return list(pulls(repository).map(pullEntry));
  if (rest === '/issues') return list(issues(repository));
  const pull = data.pullRequests.find(({ base, number }) => base === fullName && rest === `/pulls/${number}`);
  return pull ? { status: 200, body: pullEntry(pull) } : notFound;
}

const userEntry = ({ id, login }: { readonly id: number; readonly login: string }, origin: string) => ({
  id,
  login,
  login_name: '',
  full_name: '',
  // The address that others see.
  email: `${login}@noreply.example.test`,
  avatar_url: `${origin}/avatars/${id}`,
  html_url: `${origin}/${login}`,
  is_admin: false,
  visibility: 'public',
});

const keyEntry = ({ title, key, type = 'user' }: ForgejoMember['keys'][number], at: number) => ({
  id: at + 1,
  key,
  title,
  url: '',
  fingerprint: 'SHA256:x',
  created_at: '2024-01-02T03:04:05Z',
  key_type: type,
});

const repositoryEntry = (
  { id, name, fullName, description = '', fork = false, members }: ForgejoRepository,
  origin: string,
) => ({
  id,
  name,
  full_name: fullName,
  description,
  html_url: `${origin}/${fullName}`,
  fork,
  private: members !== undefined,
});

const pullRequestEntry = (
  { id, number, title, state, base, head }: ForgejoPullRequest,
  seen: readonly ForgejoRepository[],
  origin: string,
) => {
  const source = seen.find(({ fullName }) => fullName === head);
  return {
    id,
    number,
    title,
    state,
    html_url: `${origin}/${base}/pulls/${number}`,
    head: { label: 'change', ref: 'change', repo: source ? repositoryEntry(source, origin) : null },
  };
};

/** An entry of a search; its `id` is another one than the pull request's own. */
const issueEntry = ({ id, number, title, state, base }: ForgejoPullRequest, origin: string) => ({
  id: id + 1_000_000,
  number,
  title,
  state,
  html_url: `${origin}/${base}/pulls/${number}`,
  repository: { id: 1, name: base.split('/')[1], owner: base.split('/')[0], full_name: base },
  pull_request: { merged: false, merged_at: null },
});
