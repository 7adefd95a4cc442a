import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, it } from 'vitest';
import { type Loose, onEachDatabase, type Person, testPassword } from './harness.ts';
import { newSshKey } from './ssh-key-maker.ts';
import { enableTotp, totpAt } from './totp.ts';

interface Answer {
  readonly line: string;
  readonly headers: Record<string, string>;
  readonly body: Loose;
}

const basic = (user: string, password: string) =>
  `Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const bearer = (jwt: string) => `Authorization: Bearer ${jwt}`;

/**
 * Bytes on a socket, as the Go command line sends them (docs/contract.md#requests, docs/contract.md#command-line-login).
 */
onEachDatabase('the Go client', (test) => {
  let port: number;
  let who: Person;
  beforeAll(async () => {
    await test().http.listen({ host: '127.0.0.1', port: 0 });
    port = (test().http.server.address() as AddressInfo).port;
    who = await test().person();
  });

  const send = async (request: string, headers: readonly string[] = [], body?: string): Promise<Answer> => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const lines = [
      `${request} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'User-Agent: Scalingo CLI v1.27.2',
      'Accept: application/json',
      'Accept-Encoding: gzip',
      'Content-Type: application/json',
      'Connection: close',
      ...(body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
      ...headers,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
    const [head = '', ...rest] = (await text(socket)).split('\r\n\r\n');
    const [line = '', ...fields] = head.split('\r\n');
    const answered = rest.join('\r\n\r\n');
    const named = fields.map((field) => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()] as const;
    });
    return { line, headers: Object.fromEntries(named), body: answered === '' ? '' : JSON.parse(answered) };
  };
  const makeToken = async (name = 'Scalingo CLI - laptop') =>
    (await send('POST /v1/tokens', [basic(who.username, who.password)], JSON.stringify({ token: { name } })))
      .body.token;
  const exchange = (secret: string, body: string | undefined = '{}') =>
    send('POST /v1/tokens/exchange', [basic('', secret)], body);

  it('asks for regions before login', async () => {
    const { line, body, headers } = await send('GET /v1/regions?');
    expect(line).toBe('HTTP/1.1 200 OK');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.regions.filter((region: { default: boolean }) => region.default)).toHaveLength(1);
  });

  it('logs in with a password: token 201, exchange 200, self 200', async () => {
    const made = await send(
      'POST /v1/tokens',
      [basic(who.email, who.password)],
      '{"token":{"name":"Scalingo CLI - laptop"}}',
    );
    expect(made.line).toBe('HTTP/1.1 201 Created');
    expect(typeof made.body.token.id).toBe('string');
    const exchanged = await exchange(made.body.token.token);
    expect(exchanged.line).toBe('HTTP/1.1 200 OK');
    // A plain string under the same key.
    expect(Object.keys(exchanged.body)).toEqual(['token']);
    const [, payload = ''] = String(exchanged.body.token).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    // Without a numeric `exp` the command line crashes.
    expect(Number.isInteger(claims.exp)).toBe(true);
    expect(claims.exp - Math.floor(test().clock.now() / 1000)).toBe(3600);
    for (const name of ['iss', 'sub', 'jti', 'aud']) expect(typeof claims[name]).toBe('string');
    const self = await send('GET /v1/users/self?', [bearer(exchanged.body.token)]);
    expect(self.line).toBe('HTTP/1.1 200 OK');
    expect(self.body.user).toMatchObject({ id: who.id, username: who.username, email: who.email, flags: {} });
  });

  it('sends a second-factor header that nobody asked for, and is not told "OTP Required"', async () => {
    const made = await send(
      'POST /v1/tokens',
      [basic(who.username, who.password), 'X-Authorization-OTP: 123456'],
      '{"token":{"name":"x"}}',
    );
    expect(made.line).toBe('HTTP/1.1 201 Created');
    const wrong = await send('POST /v1/tokens', [basic(who.username, 'wrong')], '{"token":{"name":"x"}}');
    expect(wrong.line).toBe('HTTP/1.1 401 Unauthorized');
    // The one text that it recognises must mean what it says.
    expect(wrong.body.error).not.toBe('OTP Required');
    expect(wrong.body.error).toBe('Invalid username, e-mail or password');
  });

  it('exchanges before every call, with a body, an empty one or none', async () => {
    const { token } = await makeToken();
    for (const body of ['{}', '', undefined])
      expect((await exchange(token, body)).line).toBe('HTTP/1.1 200 OK');
    // Go sends a body of unknown length in chunks.
    const chunked = ['Transfer-Encoding: chunked', '', '2', '{}', '0', ''];
    expect((await send('POST /v1/tokens/exchange', [basic('', token), ...chunked])).line).toBe(
      'HTTP/1.1 200 OK',
    );
    expect((await exchange('tk-us-nothing')).line).toBe('HTTP/1.1 401 Unauthorized');
  });

  it('lists, shows, renews and revokes with exact statuses', async () => {
    const made = await makeToken();
    const { body } = await exchange((await makeToken()).token);
    const auth = [bearer(body.token)];
    expect((await send('GET /v1/tokens?', auth)).line).toBe('HTTP/1.1 200 OK');
    const renewed = await send(`PATCH /v1/tokens/${made.id}/renew`, auth, '{}');
    expect([renewed.line, renewed.body.token.id]).toEqual(['HTTP/1.1 200 OK', made.id]);
    const gone = await send(`DELETE /v1/tokens/${made.id}?`, auth);
    expect([gone.line, gone.body, gone.headers['content-length']]).toEqual([
      'HTTP/1.1 204 No Content',
      '',
      undefined,
    ]);
    const again = await send(`DELETE /v1/tokens/${made.id}?`, auth);
    expect(again.line).toBe('HTTP/1.1 404 Not Found');
    expect(again.body).toMatchObject({ resource: 'token', error: 'not found' });
    const withBody = await send(`DELETE /v1/tokens/${made.id}`, auth, '{"tfa":{"attempt":12345}}');
    expect(withBody.line).toBe('HTTP/1.1 404 Not Found');
  });

  it('lists, adds, shows and removes SSH keys with exact statuses', async () => {
    const { body } = await exchange((await makeToken()).token);
    const auth = [bearer(body.token)];
    expect(await send('GET /v1/keys?', auth)).toMatchObject({ line: 'HTTP/1.1 200 OK', body: { keys: [] } });
    const own = newSshKey();
    // The command line sends the file's bytes, its last line end among them.
    const adding = (name: string, content: string) =>
      send('POST /v1/keys', auth, JSON.stringify({ key: { name, content } }));
    const added = await adding('laptop', `${own.line}\n`);
    expect(added.line).toBe('HTTP/1.1 201 Created');
    const { key } = added.body;
    expect(typeof key.id).toBe('string');
    expect(key).toMatchObject({ name: 'laptop', content: own.line });
    // RFC 3339, which is all that it decodes.
    expect(key.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    // `scalingo keys` prints the first 20 and the last 30 characters, and crashes on fewer.
    expect(key.content.slice(0, 20).length + key.content.slice(-30).length).toBe(50);
    test().clock.advance(1);
    // Two of one name: `keys-remove laptop` lists, and removes the first.
    expect((await adding('laptop', newSshKey().line)).line).toBe('HTTP/1.1 201 Created');
    const listed = await send('GET /v1/keys?', auth);
    expect(listed.body.keys[0].id).toBe(key.id);
    expect((await send(`GET /v1/keys/${key.id}?`, auth)).body).toEqual({ key });
    const gone = await send(`DELETE /v1/keys/${key.id}?`, auth);
    expect([gone.line, gone.body, gone.headers['content-length']]).toEqual([
      'HTTP/1.1 204 No Content',
      '',
      undefined,
    ]);
    const again = await send(`DELETE /v1/keys/${key.id}?`, auth);
    expect([again.line, again.body.resource, again.body.error]).toEqual([
      'HTTP/1.1 404 Not Found',
      'key',
      'not found',
    ]);
    const refused = await adding('laptop', 'not a key\n');
    expect(refused.line).toBe('HTTP/1.1 422 Unprocessable Entity');
    expect(refused.body.errors).toEqual({ content: ['is not an SSH public key'] });
  });

  it('logs in where a second factor is on: OTP Required, a wrong code, the right one', async () => {
    const member = await test().person();
    const { secret, codes } = await enableTotp(test(), member);
    test().clock.advance(60_000);
    const ask = (...more: string[]) =>
      send(
        'POST /v1/tokens',
        [basic(member.email, member.password), ...more],
        '{"token":{"name":"Scalingo CLI - laptop"}}',
      );
    const prompted = await ask();
    // Compared to the letter: it prompts then, and for nothing else.
    expect([prompted.line, prompted.body.error]).toEqual(['HTTP/1.1 401 Unauthorized', 'OTP Required']);
    const wrong = await ask('X-Authorization-OTP: 000000');
    expect([wrong.line, wrong.body.error]).toEqual(['HTTP/1.1 401 Unauthorized', 'Invalid OTP']);
    const code = totpAt(secret, test().clock.now());
    const made = await ask(`X-Authorization-OTP: ${code}`);
    expect(made.line).toBe('HTTP/1.1 201 Created');
    const replayed = await ask(`X-Authorization-OTP: ${code}`);
    expect([replayed.line, replayed.body.error]).toEqual(['HTTP/1.1 401 Unauthorized', 'Invalid OTP']);
    expect((await ask(`X-Authorization-OTP: ${codes[0]}`)).line).toBe('HTTP/1.1 201 Created');
    const exchanged = await exchange(made.body.token.token);
    const self = await send('GET /v1/users/self?', [bearer(exchanged.body.token)]);
    expect(self.body.user.id).toBe(member.id);
    // The token is the second factor from then on.
    expect((await send('GET /v1/tokens?', [bearer(exchanged.body.token)])).line).toBe('HTTP/1.1 200 OK');
  });

  it('reads every token of one name, with dates it can parse', async () => {
    const mine = await makeToken('twice');
    const other = await makeToken('twice');
    const { body } = await exchange(mine.token);
    const { body: list } = await send('GET /v1/tokens?', [bearer(body.token)]);
    const twins = list.tokens.filter(({ name }: { name: string }) => name === 'twice');
    expect(twins.map(({ id }: { id: string }) => id).sort()).toEqual([mine.id, other.id].sort());
    for (const token of list.tokens) {
      expect(typeof token.id).toBe('string');
      for (const field of ['created_at', 'issued_at', 'last_used_at', 'expires_at', 'overlap_until'])
        expect([field, token[field]]).toEqual([
          field,
          token[field] === null ? null : expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        ]);
    }
  });

  it('ends its own token with Basic or Bearer, a trailing `?` and a JSON content type', async () => {
    for (const by of ['token', 'bearer'] as const) {
      const { token } = await makeToken();
      const jwt = (await exchange(token)).body.token;
      const header = by === 'token' ? basic('', token) : bearer(jwt);
      expect((await send('DELETE /v1/tokens/current?', [header])).line).toBe('HTTP/1.1 204 No Content');
      expect((await exchange(token)).line).toBe('HTTP/1.1 401 Unauthorized');
      expect((await send('GET /v1/users/self?', [bearer(jwt)])).line).toBe('HTTP/1.1 401 Unauthorized');
    }
  });

  it('prints the errors of a limited token, which are JSON with a reason', async () => {
    const made = await send(
      'POST /v1/tokens',
      [basic(who.username, who.password)],
      '{"token":{"name":"x","scopes":["keys:read"]}}',
    );
    const { body } = await exchange(made.body.token.token);
    const refused = await send('GET /v1/users/self?', [bearer(body.token)]);
    expect(refused.line).toBe('HTTP/1.1 403 Forbidden');
    expect(refused.body.error).toBe('this token does not carry the needed scope: account:read');
    const unknown = await send(
      'POST /v1/tokens',
      [basic(who.username, who.password)],
      '{"token":{"name":"x","scopes":["nothing"]}}',
    );
    expect(unknown.line).toBe('HTTP/1.1 422 Unprocessable Entity');
    expect(unknown.body.errors).toEqual({ scopes: ['names a scope that does not exist'] });
  });

  it('updates the user without a current password, and prints why not', async () => {
    const { body } = await exchange((await makeToken()).token);
    const refused = await send(
      'PATCH /v1/account/profile',
      [bearer(body.token)],
      '{"user":{"password":"another long enough one","email":"new@example.test"}}',
    );
    expect(refused.line).toBe('HTTP/1.1 422 Unprocessable Entity');
    expect(refused.body.errors).toEqual({ current_password: ["can't be blank"] });
  });

  it('signs up: 201, body ignored', async () => {
    const body = JSON.stringify({ user: { email: 'go@example.test', password: testPassword } });
    expect((await send('POST /v1/users', [], body)).line).toBe('HTTP/1.1 201 Created');
  });

  it('parses every error as JSON: unknown routes, bad bodies, bad URLs, no credentials', async () => {
    const cases: [string, readonly string[], string | undefined, string][] = [
      ['GET /v1/apps?', [], undefined, '404 Not Found'],
      ['GET //v1/users/self?', [], undefined, '401 Unauthorized'],
      ['GET /v1/users/self?', [bearer('x')], undefined, '401 Unauthorized'],
      ['GET /v1/tokens/%zz?', [], undefined, '400 Bad Request'],
      ['POST /v1/users', [], '{"user":', '400 Bad Request'],
      ['POST /v1/users', [], '{"user":{}}', '422 Unprocessable Entity'],
      ['PATCH /v1/nothing', [], '{}', '404 Not Found'],
      ['PROPFIND /v1/nothing', [], undefined, '404 Not Found'],
      ['PROPFIND /v1/users', [], undefined, '405 Method Not Allowed'],
    ];
    for (const [request, headers, body, status] of cases) {
      const answer = await send(request, headers, body);
      expect([request, answer.line]).toEqual([request, `HTTP/1.1 ${status}`]);
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(typeof answer.body.code).toBe('string');
      expect(answer.body.request_id).toBe(answer.headers['x-request-id']);
      expect(answer.body.resource).not.toBe('app');
    }
  });

  it('logs the request id that it was given', async () => {
    const { headers } = await send('GET /v1/regions?', [
      'X-Request-ID: 5b0e0000-aaaa-4bbb-8ccc-ddddeeeeffff',
    ]);
    expect(headers['x-request-id']).toBe('5b0e0000-aaaa-4bbb-8ccc-ddddeeeeffff');
  });
});
