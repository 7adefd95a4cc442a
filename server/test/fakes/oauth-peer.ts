import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Provider as OAuthServer } from 'oidc-provider';

/**
 * An OAuth server that others wrote (`oidc-provider`), under the addresses of GitLab's, with the little of GitLab's API beside it that
 * tells whose a token is. The fakes are ours, and could share our mistakes.
 */
export interface OAuthPeer {
  readonly origin: string;
  /** `POST /oauth/token`, in the order in which they came. */
  readonly calls: readonly string[];
  /** Goes through its pages as a member's browser does. Returns where the browser is sent in the end. */
  approve(address: string, username: string): Promise<URL>;
  /** Sends a form as its application, and returns the answer. */
  send(
    path: string,
    form: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  stop(): Promise<void>;
}

interface PeerApplication {
  readonly id: string;
  readonly secret: string;
  readonly redirectUri: string;
}

export async function startOAuthPeer({ id, secret, redirectUri }: PeerApplication): Promise<OAuthPeer> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url?.split('?')[0]}`);
    void answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const oauth = await openServer(origin, {
    client_id: id,
    client_secret: secret,
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'ES256',
  });
  const handle = oauth.callback();
  const members: string[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '';
    if (!url.startsWith('/api/') && url !== '/oauth/token/info') return handle(request, response);
    const bearer = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const token = await oauth.AccessToken.find(bearer);
    const send = (status: number, body: unknown) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (!token) return send(401, { message: '401 Unauthorized' });
    const username = token.accountId;
    if (!members.includes(username)) members.push(username);
    switch (url.split('?')[0]) {
      case '/api/v4/user':
        return send(200, { id: 1 + members.indexOf(username), username });
      case '/oauth/token/info':
        return send(200, { scope: token.scope.split(' ') });
      case '/api/v4/projects':
        return send(200, []);
      default:
        return send(400, { message: '400 Bad request' });
    }
  }

  return {
    origin,
    calls,
    approve: (address, username) => browse(address, username, redirectUri),
    async send(path, form) {
      const body = new URLSearchParams({ client_id: id, client_secret: secret, ...form });
      const response = await fetch(origin + path, { method: 'POST', body });
      return { status: response.status, body: JSON.parse((await response.text()) || '{}') };
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** In seconds. */
const day = 86_400;

/** A token is ended by the application that it was given to. */
const isOwn = (_: unknown, client: { clientId: string }, token: { clientId: string }): boolean =>
  client.clientId === token.clientId;

async function openServer(origin: string, client: Record<string, unknown>): Promise<OAuthServer> {
  const { Provider } = await import('oidc-provider');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // It says on the console that it keeps everything in memory and has pages for development: that is what it is here for.
  const { info, warn } = console;
  Object.assign(console, { info: () => {}, warn: () => {} });
  try {
    return new Provider(origin, {
      clients: [client],
      routes: { authorization: '/oauth/authorize', token: '/oauth/token', revocation: '/oauth/revoke' },
      scopes: ['api', 'read_user'],
      pkce: { required: () => true },
      issueRefreshToken: () => true,
      rotateRefreshToken: true,
      expiresWithSession: () => false,
      ttl: { AccessToken: 7200, Grant: day, Interaction: 3600, RefreshToken: day, Session: day },
      features: { devInteractions: { enabled: true }, revocation: { enabled: true, allowedPolicy: isOwn } },
      // As with GitLab, the refresh token of a pair goes with its access token.
      revokeGrantPolicy: () => true,
      renderError: (context: { body: unknown }, error: unknown) => {
        context.body = JSON.stringify(error);
      },
      findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
      cookies: { keys: [randomBytes(16).toString('hex')] },
    });
  } finally {
    Object.assign(console, { info, warn });
  }
}

/** Follows redirects with cookies, and fills in the forms for signing in and for consent. */
async function browse(address: string, username: string, end: string): Promise<URL> {
  const jar = new Map<string, string>();
  let next: { url: string; form?: URLSearchParams } = { url: address };
  for (let step = 0; step < 20; step++) {
    if (next.url.startsWith(end)) return new URL(next.url);
    const response: Response = await fetch(next.url, {
      method: next.form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(next.form ? { body: next.form } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    const page = await response.text();
    if (location) {
      next = { url: new URL(location, next.url).href };
      continue;
    }
    const [, action] = /<form[^>]*action="([^"]+)"/.exec(page) ?? [];
    const [, prompt] = /name="prompt" value="([^"]+)"/.exec(page) ?? [];
    if (!action || !prompt) throw new Error(`${response.status} at ${next.url}: ${page.slice(0, 500)}`);
    const form = new URLSearchParams(
      prompt === 'login' ? { prompt, login: username, password: 'x' } : { prompt },
    );
    next = { url: new URL(action, next.url).href, form };
  }
  throw new Error('led about in a circle');
}
