import { authorizePage, type FakeApplication, FakeOAuth, randomText } from './fake-oauth.ts';
import {
  type FakeReply,
  type FakeRequest,
  type FakeServer,
  type MorePages,
  startFakeServer,
} from './fake-server.ts';
import { gitLabApi } from './gitlab-api.ts';
import type { GitLabData, GitLabMember, GitLabToken } from './gitlab-data.ts';

/** A GitLab on loopback, which enforces what the real one does. What it has may be changed while it runs. */
export interface FakeGitLab extends FakeServer, GitLabData {
  readonly oauth: FakeOAuth;
  register(application?: Partial<FakeApplication>): FakeApplication;
  /** Makes a token as a member does on their page, and returns it. */
  makeToken(username: string, options?: Partial<Omit<GitLabToken, 'username'>>): string;
  addMember(member: Partial<GitLabMember> & { readonly username: string }): GitLabMember;
  /** What `approve` on the page does: where the browser is sent. */
  approve(address: string, username: string, refused?: boolean): string;
}

const scopes = [
  'api',
  'read_api',
  'read_user',
  'read_repository',
  'write_repository',
  'openid',
  'profile',
  'email',
];

/** @param now milliseconds since the Unix epoch. */
export async function startGitLab({
  now = Date.now,
  port = 0,
  pages = () => null,
}: {
  readonly now?: () => number;
  readonly port?: number;
  readonly pages?: MorePages;
} = {}): Promise<FakeGitLab> {
  const oauth = new FakeOAuth(
    {
      accessToken: () => randomText(32),
      refreshToken: () => randomText(32),
      errors: { badCode: 'invalid_grant', badRefresh: 'invalid_grant', badClient: 'invalid_client' },
      scopesOf: (text) => {
        const wanted = text.split(' ').filter(Boolean);
        return wanted.length > 0 && wanted.every((scope) => scopes.includes(scope)) ? wanted : null;
      },
      reply: (_, answer) =>
        'grant' in answer
          ? {
              status: 200,
              headers: { 'cache-control': 'no-store' },
              body: {
                access_token: answer.grant.accessToken,
                token_type: 'Bearer',
                expires_in: answer.expiresIn,
                refresh_token: answer.grant.refreshToken,
                scope: answer.grant.scopes.join(' '),
                created_at: Math.floor(answer.grant.issuedAt / 1000),
                ...(oauth.keepsRefreshTokens ? { refresh_token: undefined } : {}),
                ...oauth.twisted,
              },
            }
          : {
              status: answer.error === 'invalid_client' ? 401 : 400,
              body: { error: answer.error, error_description: answer.description },
            },
    },
    now,
  );
  const data: GitLabData = { members: [], tokens: new Map(), projects: [], groups: [], mergeRequests: [] };
  let id = 1000;
  const answer = (request: FakeRequest, origin: string): FakeReply =>
    request.path.startsWith('/api/v4/')
      ? gitLabApi({ data, oauth, now, origin }, request)
      : (pages(request, origin) ?? elsewhere(request, origin, oauth, data));
  const server = await startFakeServer(answer, port);
  return Object.assign(server, data, {
    oauth,
    register(application: Partial<FakeApplication> = {}) {
      const made = {
        id: randomText(32),
        secret: `gloas-${randomText(32)}`,
        redirectUri: 'http://localhost:4310/callback',
        tokenSeconds: 7200,
        ...application,
      };
      oauth.applications.set(made.id, made);
      return made;
    },
    makeToken(username: string, options: Partial<Omit<GitLabToken, 'username'>> = {}) {
      const token = `glpat-${randomText(10)}`;
      data.tokens.set(token, { username, scopes: ['api'], expiresAt: null, revoked: false, ...options });
      return token;
    },
    addMember(member: Partial<GitLabMember> & { readonly username: string }) {
      const made: GitLabMember = {
        id: id++,
        email: `${member.username}@example.test`,
        confirmed: true,
        avatar: true,
        kind: 'person',
        blocked: false,
        keys: [],
        ...member,
      };
      data.members.push(made);
      return made;
    },
    approve: (address: string, username: string, refused?: boolean) =>
      oauth.approve(address, username, refused),
  });
}

/** What is not below `/api/v4`: Doorkeeper's. Everything else is the page of the login. */
function elsewhere(request: FakeRequest, origin: string, oauth: FakeOAuth, data: GitLabData): FakeReply {
  switch (`${request.method} ${request.path}`) {
    case 'GET /oauth/authorize':
    case 'POST /oauth/authorize':
      return authorizePage(
        oauth,
        request,
        origin,
        data.members.map(({ username }) => username),
      );
    case 'POST /oauth/token':
      return oauth.exchange(request);
    case 'POST /oauth/revoke': {
      const client = oauth.client(request);
      if (!client) return { status: 403, body: { error: 'unauthorized_client' } };
      const token = new URLSearchParams(request.body).get('token');
      const grant = oauth.grants.find((each) => each.accessToken === token || each.refreshToken === token);
      if (grant && grant.clientId !== client.id)
        return { status: 403, body: { error: 'unauthorized_client' } };
      // One that has ended stays as it is, and its refresh token stays good.
      if (grant && oauth.grantOf(grant.accessToken)) grant.revoked = true;
      // A token that nobody knows is revoked (RFC 7009, 2.2).
      return { status: 200, body: {} };
    }
    case 'GET /oauth/token/info': {
      const grant = oauth.grantOf(/^bearer (.+)$/i.exec(request.header('authorization'))?.[1] ?? '');
      if (!grant) return { status: 401, body: { error: 'invalid_request', error_description: 'invalid' } };
      return {
        status: 200,
        body: {
          resource_owner_id: data.members.find(({ username }) => username === grant.username)?.id,
          scope: grant.scopes,
          expires_in: grant.expiresAt === null ? null : 7200,
          application: { uid: grant.clientId },
          created_at: Math.floor(grant.issuedAt / 1000),
        },
      };
    }
    default:
      return { status: 404, body: '<!doctype html><title>The page could not be found</title>' };
  }
}
