import { Authenticator } from '../server/test/software-authenticator.ts';
import { newSshKey, type OwnKey } from '../server/test/ssh-key-maker.ts';
import { passphrase, userAgents } from './people.ts';
import type { Platform } from './platform.ts';

/** A reply's JSON. */
type Loose = ReturnType<typeof JSON.parse>;

export const sessionCookie = '__Host-loge_session';
/** Of the browser that goes to a provider and comes back. */
const providerCookie = '__Host-loge_provider';

/**
 * Somebody who came by something of a member's, without a page: takes what they can with it, and tries later what still
 * opens the account.
 */
export class Thief {
  readonly #platform: Platform;
  readonly #lookup: string;
  session: string | null = null;
  token: string | null = null;
  jwt: string | null = null;
  key: OwnKey | null = null;
  passkey: Authenticator | null = null;
  /** What they do on the page of a provider, where they have connected an account of their own. */
  approve: ((address: string) => string) | null = null;

  private constructor(platform: Platform, lookup: string) {
    this.#platform = platform;
    this.#lookup = lookup;
  }

  /** @param name of the machine that looks keys up, which each has for itself. */
  static async appear(platform: Platform, name: string): Promise<Thief> {
    const said = await platform.command('service', 'create', name, '--scopes', 'ssh:lookup');
    const secret = /loge-svc-\S+/.exec(said)?.[0];
    if (!secret) throw new Error(`no secret in "${said}"`);
    return new Thief(platform, secret);
  }

  async #ask(method: string, path: string, headers: Record<string, string>, body?: object) {
    const response = await fetch(this.#platform.url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        'user-agent': userAgents.firefox,
        origin: this.#platform.url,
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    const set = (name: string) =>
      response.headers
        .getSetCookie()
        .find((cookie) => cookie.startsWith(name))
        ?.slice(name.length + 1)
        .split(';')[0];
    const [cookie, browser] = [set(sessionCookie), set(providerCookie)];
    return { status: response.status, cookie, browser, body: (text ? JSON.parse(text) : null) as Loose };
  }

  /** In the session that they have; whatever new secret it is given is theirs. */
  async act(method: string, path: string, body?: object): Promise<Loose> {
    const answer = await this.#ask(method, path, { cookie: `${sessionCookie}=${this.session}` }, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    if (answer.cookie) this.session = answer.cookie;
    return answer.body;
  }

  async signIn(login: string, password = passphrase): Promise<void> {
    const { status, cookie, body } = await this.#ask(
      'POST',
      '/v1/sessions',
      {},
      { session: { login, password } },
    );
    if (!cookie) throw new Error(`sign-in: ${status} ${JSON.stringify(body)}`);
    this.session = cookie;
  }

  /** A new password by a mail that they could read. */
  async resetPassword(link: string, password: string): Promise<void> {
    const user = { token: new URL(link).searchParams.get('token'), password };
    const { status, body } = await this.#ask('PUT', '/v1/users/password/reset', {}, { user });
    if (status !== 200) throw new Error(`reset: ${JSON.stringify(body)}`);
  }

  async #exchange() {
    const basic = `Basic ${Buffer.from(`:${this.token}`).toString('base64')}`;
    return this.#ask('POST', '/v1/tokens/exchange', { authorization: basic });
  }

  /** Uses a token that was found somewhere. */
  async use(token: string): Promise<void> {
    this.token = token;
    this.jwt = (await this.#exchange()).body.token;
  }

  /** Makes one, in the session that they have or by the token. */
  async makeToken(name: string): Promise<void> {
    const body = { token: { name } };
    const made = this.session
      ? await this.act('POST', '/v1/tokens', body)
      : (await this.#ask('POST', '/v1/tokens', { authorization: `Bearer ${this.jwt}` }, body)).body;
    await this.use(made.token.token);
  }

  async addKey(name: string): Promise<void> {
    this.key = newSshKey('thief@elsewhere');
    const body = { key: { name, content: this.key.line } };
    if (this.session) await this.act('POST', '/v1/keys', body);
    else await this.#ask('POST', '/v1/keys', { authorization: `Bearer ${this.jwt}` }, body);
  }

  /** Returns the recovery codes that the first factor brings. */
  async addPasskey(name: string): Promise<readonly string[]> {
    const device = new Authenticator();
    const { options } = await this.act('POST', '/v1/passkeys/registration');
    const response = device.register(options, { origin: this.#platform.url });
    const { codes } = await this.act('POST', '/v1/passkeys', { passkey: { name, response } });
    this.passkey = device;
    return codes ?? [];
  }

  /** To a provider and back, with what is known of them here. */
  async #byProvider(begin: string, approve: (address: string) => string, session: string | null) {
    const cookies = (browser = '') =>
      [session && `${sessionCookie}=${session}`, browser && `${providerCookie}=${browser}`]
        .filter(Boolean)
        .join('; ');
    const authorization = { provider: 'github' };
    const begun = await this.#ask('POST', begin, { cookie: cookies() }, { authorization });
    if (begun.status !== 201) throw new Error(`${begin}: ${JSON.stringify(begun.body)}`);
    const { searchParams: back } = new URL(approve(begun.body.authorization.url));
    const answer = { provider: 'github', state: back.get('state'), code: back.get('code') };
    const cookie = cookies(begun.browser);
    return this.#ask('POST', '/v1/sessions/provider', { cookie }, { authorization: answer });
  }

  /** Connects an account of their own at the provider, in the session that they have. */
  async connect(approve: (address: string) => string): Promise<void> {
    const begin = '/v1/identities/authorizations';
    const { status, cookie, body } = await this.#byProvider(begin, approve, this.session);
    if (status !== 200) throw new Error(`connect: ${JSON.stringify(body)}`);
    if (cookie) this.session = cookie;
    this.approve = approve;
  }

  /** Whether that account signs them in. */
  async #enterByProvider(approve: (address: string) => string) {
    const { status, body } = await this.#byProvider('/v1/sessions/provider/authorizations', approve, null);
    return { status: body?.provider_sign_in?.outcome === 'signed_in' ? status : 401 };
  }

  async #enterByPasskey(device: Authenticator) {
    const { options } = (await this.#ask('POST', '/v1/passkeys/challenge', {})).body;
    const passkey = device.answer(options, { origin: this.#platform.url });
    return this.#ask('POST', '/v1/sessions/passkey', {}, { session: { passkey } });
  }

  /** By which of the things that they have the account is still open. */
  async waysIn(): Promise<string[]> {
    const ways: string[] = [];
    const tried = (way: string, { status }: { status: number }) => void (status < 300 && ways.push(way));
    if (this.session)
      tried(
        'cookie',
        await this.#ask('GET', '/v1/users/self', { cookie: `${sessionCookie}=${this.session}` }),
      );
    if (this.jwt)
      tried('bearer', await this.#ask('GET', '/v1/users/self', { authorization: `Bearer ${this.jwt}` }));
    if (this.token) tried('token', await this.#exchange());
    if (this.key) {
      const body = { ssh: { fingerprint: this.key.fingerprint } };
      tried(
        'key',
        await this.#ask('POST', '/v1/ssh/lookup', { authorization: `Bearer ${this.#lookup}` }, body),
      );
    }
    if (this.passkey) tried('passkey', await this.#enterByPasskey(this.passkey));
    if (this.approve) tried('provider', await this.#enterByProvider(this.approve));
    return ways;
  }
}
