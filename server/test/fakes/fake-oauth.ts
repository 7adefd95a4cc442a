import { createHash, randomBytes } from 'node:crypto';
import type { FakeReply, FakeRequest } from './fake-server.ts';

/** An OAuth application as it is registered at a provider. */
export interface FakeApplication {
  readonly id: string;
  readonly secret: string;
  /** The one address that browsers are sent back to, exactly. */
  readonly redirectUri: string;
  /** How long its access tokens live; null for ever, without refresh tokens. */
  readonly tokenSeconds: number | null;
}

/** What was given to an application. */
interface FakeGrant {
  readonly clientId: string;
  readonly username: string;
  readonly scopes: readonly string[];
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Milliseconds since the Unix epoch. */
  readonly issuedAt: number;
  readonly expiresAt: number | null;
  revoked: boolean;
}

/** A code, until it is exchanged. */
interface Code {
  readonly value: string;
  readonly clientId: string;
  readonly username: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly challenge: string;
  readonly issuedAt: number;
}

/** What sets one provider's OAuth apart from another's. */
interface FakeOAuthManners {
  readonly accessToken: (application: FakeApplication) => string;
  readonly refreshToken: () => string;
  /** The error codes of the token endpoint (RFC 6749, 5.2), as the provider writes them. */
  readonly errors: { readonly badCode: string; readonly badRefresh: string; readonly badClient: string };
  /** The scopes of a request, in the provider's reading. Null when they cannot be granted. */
  readonly scopesOf: (text: string) => readonly string[] | null;
  /** How the token endpoint answers. */
  readonly reply: (request: FakeRequest, answer: TokenAnswer) => FakeReply;
}

type TokenAnswer =
  | { readonly grant: FakeGrant; readonly expiresIn: number | null }
  | { readonly error: string; readonly description: string };

const codeMs = 600_000;
export const randomText = (bytes: number): string => randomBytes(bytes).toString('hex');

/** The OAuth of a fake: codes, tokens, refreshing and ending them. Of a real one it enforces what a client can get wrong. */
export class FakeOAuth {
  readonly applications = new Map<string, FakeApplication>();
  readonly grants: FakeGrant[] = [];
  /** What the answers of the token endpoint say otherwise, where they are JSON; undefined leaves a field out. */
  twisted: Readonly<Record<string, unknown>> = {};
  /** Whether a refresh token stays good, and no other comes with a renewal, as RFC 6749, 6 allows. */
  keepsRefreshTokens = false;
  readonly #codes: Code[] = [];
  readonly #spent = new Map<string, FakeGrant>();
  readonly #manners: FakeOAuthManners;
  readonly #now: () => number;

  constructor(manners: FakeOAuthManners, now: () => number) {
    this.#manners = manners;
    this.#now = now;
  }

  /** The grant of a token that is still good. */
  grantOf(accessToken: string): FakeGrant | null {
    const grant = this.grants.find((each) => each.accessToken === accessToken);
    return grant && !grant.revoked && (grant.expiresAt ?? Infinity) > this.#now() ? grant : null;
  }

  /** Gives a token to an application without a browser. */
  give(clientId: string, username: string, scopes: readonly string[]): FakeGrant {
    const application = this.#application(clientId);
    const { tokenSeconds } = application;
    const now = this.#now();
    const grant: FakeGrant = {
      clientId,
      username,
      scopes,
      accessToken: this.#manners.accessToken(application),
      refreshToken: tokenSeconds === null ? null : this.#manners.refreshToken(),
      issuedAt: now,
      expiresAt: tokenSeconds === null ? null : now + tokenSeconds * 1000,
      revoked: false,
    };
    this.grants.push(grant);
    return grant;
  }

  /** What is wrong with a request to authorise; null when it may be approved. */
  fault(query: URLSearchParams): string | null {
    const application = this.applications.get(query.get('client_id') ?? '');
    if (!application) return 'unknown client_id';
    if (query.get('redirect_uri') !== application.redirectUri)
      return 'redirect_uri is not the registered one';
    if (query.get('response_type') !== 'code') return 'response_type is not code';
    if (query.get('code_challenge_method') !== 'S256') return 'code_challenge_method is not S256';
    if (!/^[\w-]{43}$/.test(query.get('code_challenge') ?? '')) return 'code_challenge is no SHA-256';
    if (!query.get('state')) return 'no state';
    return this.#manners.scopesOf(query.get('scope') ?? '') ? null : 'unknown scope';
  }

  /** Where the browser is sent when this member approves (or refuses) a request. Throws when it may not be approved. */
  approve(address: string, username: string, refused = false): string {
    const query = new URL(address).searchParams;
    const fault = this.fault(query);
    if (fault) throw new Error(fault);
    const back = new URL(query.get('redirect_uri') ?? '');
    if (refused) {
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', 'The user has denied your application access.');
    } else {
      const code: Code = {
        value: randomText(20),
        clientId: query.get('client_id') ?? '',
        username,
        scopes: this.#manners.scopesOf(query.get('scope') ?? '') ?? [],
        redirectUri: query.get('redirect_uri') ?? '',
        challenge: query.get('code_challenge') ?? '',
        issuedAt: this.#now(),
      };
      this.#codes.push(code);
      back.searchParams.set('code', code.value);
    }
    back.searchParams.set('state', query.get('state') ?? '');
    return back.href;
  }

  /** The token endpoint. */
  exchange(request: FakeRequest): FakeReply {
    return this.#manners.reply(request, this.#answer(request));
  }

  /** Which application asks: by Basic, or by fields of the form. Null when its secret is wrong. */
  client(request: FakeRequest): FakeApplication | null {
    const form = new URLSearchParams(request.body);
    const [, basic] = /^basic (.+)$/i.exec(request.header('authorization')) ?? [];
    const [id = '', secret = ''] = basic
      ? Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent)
      : [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
    const application = this.applications.get(id);
    return application?.secret === secret ? application : null;
  }

  #answer(request: FakeRequest): TokenAnswer {
    const { errors } = this.#manners;
    const application = this.client(request);
    if (!application) return { error: errors.badClient, description: 'Client authentication failed.' };
    const form = new URLSearchParams(request.body);
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return this.#byCode(application, form);
      case 'refresh_token':
        return this.#byRefresh(application, form);
      default:
        return { error: 'unsupported_grant_type', description: 'The grant type is not supported.' };
    }
  }

  #byCode(application: FakeApplication, form: URLSearchParams): TokenAnswer {
    const refusal = { error: this.#manners.errors.badCode, description: 'The code is incorrect or expired.' };
    const value = form.get('code') ?? '';
    // A code that comes twice was stolen: what it gave is ended (RFC 6749, 4.1.2).
    const given = this.#spent.get(value);
    if (given) given.revoked = true;
    const at = this.#codes.findIndex((each) => each.value === value);
    const [code] = at === -1 ? [] : this.#codes.splice(at, 1);
    if (!code || code.clientId !== application.id || this.#now() - code.issuedAt > codeMs) return refusal;
    if (form.get('redirect_uri') !== code.redirectUri) return refusal;
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (challenge !== code.challenge) return refusal;
    const grant = this.give(code.clientId, code.username, code.scopes);
    this.#spent.set(value, grant);
    return { grant, expiresIn: application.tokenSeconds };
  }

  /** Each refresh token is good once: a refresh ends the pair that it belongs to. */
  #byRefresh(application: FakeApplication, form: URLSearchParams): TokenAnswer {
    const token = form.get('refresh_token');
    const former = this.grants.find(
      (each) => each.refreshToken === token && each.clientId === application.id && !each.revoked,
    );
    if (!former || token === null)
      return { error: this.#manners.errors.badRefresh, description: 'The refresh token is invalid.' };
    former.revoked = true;
    const grant = this.give(former.clientId, former.username, former.scopes);
    if (!this.keepsRefreshTokens) return { grant, expiresIn: application.tokenSeconds };
    const kept = { ...grant, refreshToken: former.refreshToken };
    this.grants.splice(this.grants.indexOf(grant), 1, kept);
    return { grant: kept, expiresIn: application.tokenSeconds };
  }

  #application(id: string): FakeApplication {
    const application = this.applications.get(id);
    if (!application) throw new Error(`no application ${id}`);
    return application;
  }
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * The page on which a member approves, with a button for each of them and one that refuses. What is sent is where the browser goes
 * next.
 */
export function authorizePage(
  oauth: FakeOAuth,
  request: FakeRequest,
  origin: string,
  usernames: readonly string[],
): FakeReply {
  const fault = oauth.fault(request.query);
  // Nobody is sent to an address that is not registered.
  if (fault) return { status: 400, body: `<!doctype html><title>Error</title><p>${escaped(fault)}</p>` };
  const address = `${origin}${request.path}?${request.query}`;
  if (request.method === 'POST') {
    const form = new URLSearchParams(request.body);
    const location = oauth.approve(address, form.get('as') ?? '', form.get('as') === '');
    return { status: 302, headers: { location }, body: '' };
  }
  const button = (name: string, words: string) =>
    `<p><button name="as" value="${escaped(name)}">${escaped(words)}</button></p>`;
  const buttons = [...usernames.map((name) => button(name, `Authorize as ${name}`)), button('', 'Cancel')];
  return {
    status: 200,
    body: `<!doctype html><html lang="en"><title>Authorize</title><form method="post" action="${escaped(address)}">${buttons.join('')}</form>`,
  };
}
