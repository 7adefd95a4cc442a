import { fakePage } from './fake-page.ts';
import type { FakeReply, FakeRequest } from './fake-server.ts';
import { callerOf, type GitHubCaller, type GitHubSite, headersFor, lack, refusal } from './github-caller.ts';
import type { GitHubOrganization, GitHubRepository } from './github-data.ts';
import {
  branchEntry,
  emailEntry,
  foundEntry,
  keyEntry,
  organizationEntry,
  pullRequestEntry,
  repositoryEntry,
  userEntry,
} from './github-entries.ts';

const size = { name: 'per_page', usual: 30, most: 100 };

/** The API below `/api/v3`, as a GitHub Enterprise Server has it. */
export function gitHubApi(site: GitHubSite, request: FakeRequest): FakeReply {
  const path = request.path.replace('/api/v3', '');
  if (request.header('user-agent') === '')
    return { status: 403, body: 'Request forbidden by administrative rules. Please send a User-Agent.' };
  const version = request.header('x-github-api-version');
  if (version !== '' && version !== '2022-11-28') return refusal(400, 'Unsupported API version');
  if (path.startsWith('/applications/')) return endGrant(site, request, path);
  const caller = callerOf(site, request);
  if ('status' in caller) return caller;
  const answer = limited(site, path) ?? lack(caller, path) ?? read(site, request, caller, path);
  return { ...answer, headers: { ...headersFor(site, caller, path), ...answer.headers } };
}

/** Counts the request; a refusal when there were too many. */
function limited({ limits }: GitHubSite, path: string): FakeReply | null {
  const slower = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  if (limits.secondary === 'timed') return refusal(403, slower, { 'retry-after': '42' });
  if (limits.secondary === 'untimed') return refusal(403, slower);
  const which = path.startsWith('/search/') ? 'searches' : 'remaining';
  if (limits[which] === 0) return refusal(403, 'API rate limit exceeded for user ID 8.');
  limits[which] -= 1;
  return null;
}

function read(site: GitHubSite, request: FakeRequest, caller: GitHubCaller, path: string): FakeReply {
  const { data, origin } = site;
  const { member } = caller;
  if (request.method !== 'GET') return refusal(404, 'Not Found');
  const list = (entries: readonly unknown[]) => fakePage(request, origin, entries, { size });
  const shown = data.repositories.filter((each) => isSeen(each, caller));
  switch (path) {
    case '/user':
      return { status: 200, body: userEntry(member, origin) };
    case '/user/emails':
      return list(member.emails.map(emailEntry));
    case '/user/keys':
      return list(member.keys.map(keyEntry));
    case '/user/repos':
      return list(
        shown
          .filter((each) => each.members && !blockOf(site, each, caller))
          .map((each) => repositoryEntry(each, origin)),
      );
    case '/user/orgs':
      return organizations(site, request, caller);
    case '/search/repositories':
    case '/search/issues':
      return found(site, request, shown);
  }
  const [, owner, name, rest = ''] = /^\/repos\/([^/]+)\/([^/]+)(\/.+)?$/.exec(path) ?? [];
  const hidden = data.repositories.find(({ fullName }) => fullName === `${owner}/${name}`);
  const block = hidden ? blockOf(site, hidden, caller) : null;
  if (block) return block;
  const repository = shown.find(({ fullName }) => fullName === `${owner}/${name}`);
  if (!repository) return refusal(404, 'Not Found', { 'x-accepted-oauth-scopes': 'repo' });
  if (rest === '/branches') return list((repository.branches ?? ['main']).map(branchEntry));
  const pulls = data.pullRequests.filter(({ base }) => base === repository.fullName);
  const state = request.query.get('state') ?? 'open';
  if (rest === '/pulls')
    return list(
      pulls
        .filter((each) => state === 'all' || each.state === state)
        .map((each) => pullRequestEntry(each, data.repositories, origin)),
    );
  const pull = pulls.find(({ number }) => rest === `/pulls/${number}`);
  return pull
    ? { status: 200, body: pullRequestEntry(pull, data.repositories, origin) }
    : refusal(404, 'Not Found');
}

/** Private ones only with `repo`. */
const isSeen = ({ members }: GitHubRepository, { member, scopes }: GitHubCaller): boolean =>
  !members || (members.includes(member.login) && (scopes === null || scopes.includes('repo')));

/** What the organisation of a repository has against the token. */
function blockOf(
  { data, origin }: GitHubSite,
  { fullName }: GitHubRepository,
  { classic }: GitHubCaller,
): FakeReply | null {
  const organization = data.organizations.find(({ login }) => fullName.startsWith(`${login}/`));
  const although = `Although you appear to have the correct authorization credentials, the \`${organization?.login}\` organization has`;
  switch (organization?.block) {
    case 'sso':
      return refusal(
        403,
        'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
        {
          'x-github-sso': `required; url=${origin}/orgs/${organization.login}/sso?authorization_request=AZSC`,
        },
      );
    case 'network':
      return refusal(
        403,
        `${although} an IP allow list enabled, and your IP address is not permitted to access this resource.`,
      );
    case 'applications':
      return refusal(403, `${although} enabled OAuth App access restrictions.`);
    case 'classic':
      return classic
        ? refusal(
            403,
            `\`${organization.login}\` forbids access via a personal access token (classic). Please use a GitHub App.`,
          )
        : null;
    default:
      return null;
  }
}

function organizations(
  { data, origin }: GitHubSite,
  request: FakeRequest,
  { member }: GitHubCaller,
): FakeReply {
  const mine = data.organizations.filter(({ members }) => members.includes(member.login));
  const hidden = mine.filter(({ block }: GitHubOrganization) => block === 'sso');
  const entries = mine
    .filter((each) => !hidden.includes(each))
    .map((each) => organizationEntry(each, origin));
  const answer = fakePage(request, origin, entries, { size });
  const ids = hidden.map(({ id }) => id).join(',');
  return ids === ''
    ? answer
    : { ...answer, headers: { ...answer.headers, 'x-github-sso': `partial-results; organizations=${ids}` } };
}

/** Searches with the qualifiers that the tests use. Of what is found, GitHub shows the first thousand. */
function found(
  { data, origin }: GitHubSite,
  request: FakeRequest,
  shown: readonly GitHubRepository[],
): FakeReply {
  const q = (request.query.get('q') ?? '').trim();
  const parts = q.split(' ');
  const value = (name: string) => parts.find((part) => part.startsWith(`${name}:`))?.slice(name.length + 1);
  const words = parts.filter((part) => !/^\w+:/.test(part)).map((word) => word.toLowerCase());
  const [owner, repository] = [value('user'), value('repo')];
  const hasOwner = [...data.members, ...data.organizations].some(({ login }) => login === owner);
  const hasRepository = shown.some(({ fullName }) => fullName === repository);
  const page = Number(request.query.get('page') ?? 1) * Number(request.query.get('per_page') ?? 30);
  if (q === '' || q.length > 256 || (owner && !hasOwner) || (repository && !hasRepository) || page > 1000)
    return refusal(422, 'Validation Failed');
  const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const within = (items: readonly unknown[]) => ({
    total_count: items.length,
    incomplete_results: false,
    items,
  });
  if (request.path.endsWith('/repositories')) {
    const forks = value('fork') === 'true';
    const entries = shown
      .filter(({ fullName, fork }) => fits(fullName) && (forks || !fork))
      .filter(({ fullName }) => !owner || fullName.startsWith(`${owner}/`))
      .map((each) => repositoryEntry(each, origin));
    return fakePage(request, origin, entries.slice(0, 1000), { size, within });
  }
  const states = parts.filter((part) => part === 'is:open' || part === 'is:closed');
  const entries = data.pullRequests
    .filter(({ base }) => shown.some(({ fullName }) => fullName === base))
    .filter(({ base, title, state }) => {
      const fitsState = states.every((each) => each === `is:${state}`);
      return fits(title) && fitsState && (!repository || base === repository);
    })
    .map((each) => foundEntry(each, origin, `${origin}/api/v3`));
  const issue = { ...entries[0], pull_request: undefined, title: 'An issue' };
  const items = parts.includes('is:pr') || entries.length === 0 ? entries : [issue, ...entries];
  return fakePage(request, origin, items.slice(0, 1000), { size, within });
}

/** Ends a token of an application, or with `grant` all that the member gave to it. */
function endGrant({ oauth }: GitHubSite, request: FakeRequest, path: string): FakeReply {
  const [, id, what] = /^\/applications\/([^/]+)\/(grant|token)$/.exec(path) ?? [];
  if (request.method !== 'DELETE' || !what) return refusal(404, 'Not Found');
  const client = oauth.client(request);
  if (!client || client.id !== id) return refusal(401, 'Bad credentials');
  const body: unknown = JSON.parse(request.body || '{}');
  const token =
    typeof body === 'object' && body !== null && 'access_token' in body ? body.access_token : null;
  if (typeof token !== 'string') return refusal(422, 'Invalid request. "access_token" wasn\'t supplied.');
  const grant = oauth.grantOf(token);
  if (!grant || grant.clientId !== client.id) return refusal(404, 'Not Found');
  for (const each of oauth.grants)
    if (each === grant || (what === 'grant' && each.clientId === id && each.username === grant.username))
      each.revoked = true;
  return { status: 204 };
}
