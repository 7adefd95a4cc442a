import type { FakeOAuth } from './fake-oauth.ts';
import { fakePage } from './fake-page.ts';
import type { FakeReply, FakeRequest } from './fake-server.ts';
import type {
  GitLabData,
  GitLabGroup,
  GitLabMember,
  GitLabMergeRequest,
  GitLabProject,
} from './gitlab-data.ts';

interface Site {
  readonly data: GitLabData;
  readonly oauth: FakeOAuth;
  readonly now: () => number;
  readonly origin: string;
}

/** Who asks, and with which kind of token. */
interface Caller {
  readonly member: GitLabMember;
  readonly scopes: readonly string[];
  /** The token that the member made; null for one of OAuth. */
  readonly secret: string | null;
}

const refusal = (status: number, message: string): FakeReply => ({ status, body: { message } });
const notFound = (what: string): FakeReply => refusal(404, `404 ${what} Not Found`);
const expired: FakeReply = {
  status: 401,
  body: {
    error: 'invalid_token',
    error_description: 'Token is expired. You can either do re-authorization or token refresh.',
  },
};

/** The scopes with which each address may be read; any scope where there are none. */
const readable: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\/personal_access_tokens\/self$/, []],
  [/^\/user(?:\/keys)?$/, ['api', 'read_api', 'read_user']],
  [/^\/users\//, ['api', 'read_api', 'read_user']],
  [/^\//, ['api', 'read_api']],
];

/** The API below `/api/v4`. */
export function gitLabApi(site: Site, request: FakeRequest): FakeReply {
  const path = request.path.replace('/api/v4', '');
  const caller = callerOf(site, request);
  if ('status' in caller) return caller;
  if (caller.member.blocked) return refusal(403, '403 Forbidden - Your account has been blocked.');
  const [, needed = []] = readable.find(([paths]) => paths.test(path)) ?? [];
  if (needed.length > 0 && !needed.some((scope) => caller.scopes.includes(scope)))
    return {
      status: 403,
      body: {
        error: 'insufficient_scope',
        error_description: 'The request requires higher privileges than provided by the access token.',
        scope: needed.join(' '),
      },
    };
  if (path === '/personal_access_tokens/self') return ownToken(site, request, caller);
  if (request.method !== 'GET') return refusal(405, '405 Method Not Allowed');
  return read(site, request, caller.member, path);
}

function callerOf({ data, oauth, now }: Site, request: FakeRequest): Caller | FakeReply {
  const bearer = /^bearer (.+)$/i.exec(request.header('authorization'))?.[1];
  const secret = bearer ?? request.header('private-token');
  const memberOf = (username: string) => data.members.find((member) => member.username === username);
  const grant = oauth.grants.find(({ accessToken }) => accessToken === secret);
  if (grant) {
    const member = memberOf(grant.username);
    return oauth.grantOf(secret) && member ? { member, scopes: grant.scopes, secret: null } : expired;
  }
  const token = data.tokens.get(secret);
  const member = token ? memberOf(token.username) : undefined;
  if (!token || !member) return refusal(401, '401 Unauthorized');
  const ended = token.revoked || (token.expiresAt !== null && Date.parse(token.expiresAt) <= now());
  return ended ? expired : { member, scopes: token.scopes, secret };
}

function ownToken({ data }: Site, request: FakeRequest, caller: Caller): FakeReply {
  const token = caller.secret === null ? undefined : data.tokens.get(caller.secret);
  if (!token)
    return refusal(400, '400 Bad request - This endpoint requires token type to be a personal access token');
  if (request.method === 'DELETE') {
    token.revoked = true;
    return { status: 204 };
  }
  return {
    status: 200,
    body: {
      id: 1,
      name: 'loge',
      revoked: false,
      active: true,
      scopes: token.scopes,
      user_id: caller.member.id,
      expires_at: token.expiresAt,
    },
  };
}

const size = { name: 'per_page', usual: 20, most: 100 };
/** GitLab does not count beyond 10,000. */
const headers = (total: number, page: number, perPage: number) => ({
  'x-page': String(page),
  'x-per-page': String(perPage),
  ...(total > 10_000
    ? {}
    : { 'x-total': String(total), 'x-total-pages': String(Math.ceil(total / perPage)) }),
});

function read(site: Site, request: FakeRequest, member: GitLabMember, path: string): FakeReply {
  const { data, origin } = site;
  const list = (entries: readonly unknown[]) => fakePage(request, origin, entries, { size, headers });
  const seen = data.projects.filter(({ members }) => members?.includes(member.username) ?? true);
  const [, kind = '', rawId = '', rest = ''] = /^\/([a-z_]+)(?:\/([^/]+)(\/.+)?)?$/.exec(path) ?? [];
  const id = decodeURIComponent(rawId);
  const project = seen.find((each) => each.path === id || String(each.id) === id);
  const words = (request.query.get('search') ?? '').toLowerCase();
  const found = (projects: readonly GitLabProject[]) =>
    list(
      projects
        .filter(({ name, path }) => `${name} ${path}`.toLowerCase().includes(words))
        .map((each) => projectEntry(each, origin)),
    );
  switch (path === '/user/keys' ? 'keys' : `${kind}${rest}`) {
    case 'keys':
      return list(member.keys.map(keyEntry));
    case 'user':
      return { status: 200, body: userEntry(member, origin) };
    case 'projects':
      if (rawId === '')
        return found(
          request.query.get('membership') === 'true' ? seen.filter(({ members }) => members) : seen,
        );
      return project ? { status: 200, body: projectEntry(project, origin) } : notFound('Project');
    case 'groups/projects':
      return data.groups.some(({ path }) => path === id)
        ? found(seen.filter(({ path }) => path.startsWith(`${id}/`)))
        : notFound('Group');
    case 'users/projects':
      return data.members.some(({ username }) => username === id)
        ? found(seen.filter(({ path }) => path.startsWith(`${id}/`)))
        : notFound('User');
    case 'projects/repository/branches':
      return project
        ? list(
            (project.branches ?? ['main']).map((name) => ({ name, merged: false, default: name === 'main' })),
          )
        : notFound('Project');
    case 'merge_requests':
    case 'projects/merge_requests':
      if (kind === 'projects' && !project) return notFound('Project');
      return list(mergeRequests(site, request, seen, project, words));
    case 'groups':
      return list(
        data.groups
          // All public ones too, unless the caller asks for those of their own.
          .filter(
            ({ members }) => !request.query.has('min_access_level') || members.includes(member.username),
          )
          .map((group) => groupEntry(group, origin)),
      );
    default:
      return { status: 404, body: { error: '404 Not Found' } };
  }
}

const userEntry = ({ id, username, email, confirmed, avatar, kind }: GitLabMember, origin: string) => ({
  id,
  username,
  name: username,
  state: 'active',
  locked: false,
  avatar_url: avatar ? `${origin}/uploads/-/system/user/avatar/${id}/avatar.png` : null,
  web_url: `${origin}/${username}`,
  email,
  confirmed_at: confirmed ? '2024-01-02T03:04:05.678Z' : null,
  bot: kind === 'bot',
});

const keyEntry = (
  { title, key, usage = 'auth_and_signing', expiresAt }: GitLabMember['keys'][number],
  at: number,
) => ({
  id: at + 1,
  title,
  key,
  created_at: '2024-01-02T03:04:05.678Z',
  expires_at: expiresAt ?? null,
  usage_type: usage,
});

const projectEntry = ({ id, name, path, description = null, forkOf }: GitLabProject, origin: string) => ({
  id,
  name,
  name_with_namespace: `Somebody / ${name}`,
  path: path.split('/').at(-1),
  path_with_namespace: path,
  description,
  web_url: `${origin}/${path}`,
  ...(forkOf === undefined ? {} : { forked_from_project: { id: forkOf } }),
});

const groupEntry = ({ id, path, description = null }: GitLabGroup, origin: string) => ({
  id,
  name: path,
  path: path.split('/').at(-1),
  full_path: path,
  full_name: path,
  description,
  avatar_url: null,
  web_url: `${origin}/groups/${path}`,
});

/** Those of one project, or of all that the caller sees. Without `scope=all`, GitLab answers those that the caller wrote: none. */
function mergeRequests(
  { data, origin }: Site,
  { query }: FakeRequest,
  seen: readonly GitLabProject[],
  project: GitLabProject | undefined,
  words: string,
): unknown[] {
  if (!project && query.get('scope') !== 'all') return [];
  const state = query.get('state') ?? 'all';
  return data.mergeRequests.flatMap((each: GitLabMergeRequest) => {
    const target = seen.find(({ id }) => id === each.target);
    const wanted =
      target && (!project || project.id === target.id) && (state === 'all' || state === each.state);
    if (!wanted || !each.title.toLowerCase().includes(words)) return [];
    return [
      {
        id: each.id,
        iid: each.iid,
        title: each.title,
        state: each.state,
        source_project_id: each.source,
        target_project_id: each.target,
        references: { full: `${target.path}!${each.iid}` },
        web_url: `${origin}/${target.path}/-/merge_requests/${each.iid}`,
      },
    ];
  });
}
