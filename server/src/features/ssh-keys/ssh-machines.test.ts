import { decodeJwt, decodeProtectedHeader } from 'jose';
import { expect, it, vi } from 'vitest';
import { asService } from '../../../test/example.ts';
import { onEachDatabase, type Person } from '../../../test/harness.ts';
import { expectError, journalTypes } from '../../../test/observe.ts';
import { newSshKey, type OwnKey } from '../../../test/ssh-key-maker.ts';
import { type Actor, commandActor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { instantOf, minutes, seconds } from '../../kernel/clock.ts';
import { updateAccount } from '../accounts/feature.ts';
import { makeSigningKey } from '../api-tokens/feature.ts';

onEachDatabase('what the platform’s machines ask about SSH keys', (test) => {
  const withKey = async (expires_at?: string) => {
    const who = await test().person();
    const session = await test().signIn(who);
    const own = newSshKey('lea @ the big box');
    const body = { key: { name: 'laptop', content: own.line, expires_at } };
    const added = await test().call('POST', '/v1/keys', { session, body });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    return { who, session, own, id: added.body.key.id as string };
  };
  const ask = async (path: string, { fingerprint }: Pick<OwnKey, 'fingerprint'>) => {
    const service = await asService(test(), path.endsWith('lookup') ? 'ssh:lookup' : 'ssh:login');
    return test().call('POST', path, { ...service, body: { ssh: { fingerprint } } });
  };
  const lookUp = (own: Pick<OwnKey, 'fingerprint'>) => ask('/v1/ssh/lookup', own);
  const logIn = async (own: Pick<OwnKey, 'fingerprint'>) =>
    (await ask('/v1/ssh/login', own)).body.token as string;
  const change = (id: string, values: Parameters<typeof updateAccount>[2]) =>
    test().app.ctx.write(commandActor('test'), (tx) => updateAccount(tx, id, values));
  const self = (bearer: string) => test().call('GET', '/v1/users/self', { bearer });

  it('is answered with the key without its comment, and whose it is', async () => {
    const until = instantOf(test().clock.now() + minutes(5));
    const { who, own, id } = await withKey(until);
    const { status, body } = await lookUp(own);
    expect([status, body]).toEqual([
      200,
      {
        ssh: {
          key_id: id,
          key: own.line.split(' ').slice(0, 2).join(' '),
          account: { id: who.id, username: who.username },
          expires_at: until,
        },
      },
    ]);
    // The route accepts a fingerprint with padding, and a bare body.
    expect((await lookUp({ fingerprint: `${own.fingerprint}=` })).status).toBe(200);
    const service = await asService(test(), 'ssh:lookup');
    const bare = { ...service, body: { fingerprint: own.fingerprint } };
    expect((await test().call('POST', '/v1/ssh/lookup', bare)).status).toBe(200);
    for (const fingerprint of [
      '',
      'SHA256:',
      own.fingerprint.slice(7),
      `MD5:${own.fingerprint.slice(7)}`,
      5,
    ]) {
      const asked = { ...service, body: { ssh: { fingerprint } } };
      expectError(await test().call('POST', '/v1/ssh/lookup', asked), 'invalid_fields');
    }
  });

  it('each machine does what its scope says', async () => {
    const { own } = await withKey();
    const body = { ssh: { fingerprint: own.fingerprint } };
    for (const [path, scope] of [
      ['/v1/ssh/lookup', 'ssh:login'],
      ['/v1/ssh/login', 'ssh:lookup'],
      ['/v1/ssh/lookup', 'apps:write'],
    ] as const) {
      const service = await asService(test(), scope);
      expectError(await test().call('POST', path, { ...service, body }), 'scope_missing');
    }
    const { jwt } = await test().bearer(await test().person());
    expectError(await test().call('POST', '/v1/ssh/lookup', { bearer: jwt, body }), 'not_authenticated');
  });

  it('is no more answered, from the next question on, than that there is none', async () => {
    const unknown = newSshKey();
    const refused = async (own: Pick<OwnKey, 'fingerprint'>) => {
      for (const path of ['/v1/ssh/lookup', '/v1/ssh/login']) {
        const answer = await ask(path, own);
        expectError(answer, 'not_found');
        expect(answer.body.resource).toBe('key');
      }
    };
    await refused(unknown);

    const removed = await withKey();
    expect((await lookUp(removed.own)).status).toBe(200);
    await test().call('DELETE', `/v1/keys/${removed.id}`, { session: removed.session });
    await refused(removed.own);

    const disabled = await withKey();
    await test().call('POST', '/v1/users/self/revocation', {
      session: disabled.session,
      body: { keys: true },
    });
    await refused(disabled.own);

    const expiring = await withKey(instantOf(test().clock.now() + 1000));
    expect((await lookUp(expiring.own)).status).toBe(200);
    test().clock.advance(1000);
    await refused(expiring.own);

    const account = await withKey();
    const now = instantOf(test().clock.now());
    for (const values of [{ suspended_at: now }, { deleting_since: now }, { email_confirmed_at: null }]) {
      await change(account.who.id, values);
      await refused(account.own);
      await change(account.who.id, { suspended_at: null, deleting_since: null, email_confirmed_at: now });
      expect((await lookUp(account.own)).status).toBe(200);
    }
  });

  it('marks the key’s use, at most once a minute, and journals nothing', async () => {
    const { who, session, own, id } = await withKey();
    const lastUsed = async () =>
      (await test().call('GET', `/v1/keys/${id}`, { session })).body.key.last_used_at as string | null;
    const becomes = async (at: string) => {
      await test().app.flush();
      expect(await lastUsed()).toBe(at);
    };
    const journal = await journalTypes(test().app, who.id);
    expect(await lastUsed()).toBeNull();
    const first = instantOf(test().clock.now());
    await lookUp(own);
    await becomes(first);
    const touch = vi.spyOn(test().app.ctx, 'touch');
    test().clock.advance(seconds(60));
    await lookUp(own);
    await logIn(own);
    expect(touch.mock.calls.filter(([{ key }]) => key.startsWith('ssh-key:'))).toEqual([]);
    test().clock.advance(1);
    await lookUp(own);
    expect(touch.mock.calls.filter(([{ key }]) => key.startsWith('ssh-key:'))).toHaveLength(1);
    touch.mockRestore();
    await becomes(instantOf(test().clock.now()));
    expect(await journalTypes(test().app, who.id)).toEqual(journal);
  });

  it('logs the owner in for five minutes: to read the account, and to list and make tokens', async () => {
    const { who, own, id } = await withKey();
    const { status, body } = await ask('/v1/ssh/login', own);
    expect([status, body]).toEqual([
      200,
      { token: expect.any(String), account: { id: who.id, username: who.username } },
    ]);
    const jwt = body.token as string;
    const now = Math.floor(test().clock.now() / 1000);
    expect(decodeJwt(jwt)).toEqual({
      sub: who.id,
      ssh_key: id,
      scope: 'account:read tokens:read tokens:write',
      iss: 'http://localhost:4310',
      aud: 'http://localhost:4310',
      jti: expect.any(String),
      iat: now,
      exp: now + 300,
    });
    expect(decodeProtectedHeader(jwt)).toEqual({
      alg: 'ES256',
      typ: 'ssh-login+jwt',
      kid: expect.any(String),
    });
    expect((await self(jwt)).body.user.id).toBe(who.id);
    expect((await test().call('GET', '/v1/tokens', { bearer: jwt })).body).toEqual({ tokens: [] });

    // The contract's third login flow makes a token with the account's full permissions.
    const made = await test().call('POST', '/v1/tokens', { bearer: jwt, body: { token: { name: 'cli' } } });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body.token).toMatchObject({ scopes: null, applications: null, parent_id: null });
    const exchanged = await test().call('POST', '/v1/tokens/exchange', {
      basic: `:${made.body.token.token}`,
    });
    expect((await test().call('GET', '/v1/keys', { bearer: exchanged.body.token })).status).toBe(200);
    // That token proves nothing about the person.
    const row = await test()
      .app.ctx.reader.selectFrom('api_tokens')
      .select('proved_at')
      .where('id', '=', made.body.token.id)
      .executeTakeFirst();
    expect(row?.proved_at).toBeNull();
    expectError(
      await test().call('POST', '/v1/client/tfa', {
        bearer: exchanged.body.token,
        body: { tfa: { provider: 'totp' } },
      }),
      'proof_required',
    );
    const mail = await test().mailTo(who.email, /API token was made/);
    expect(mail.text).toContain('cli');

    for (const [method, path, sent] of [
      ['GET', '/v1/keys', undefined],
      ['POST', '/v1/keys', { name: 'x', content: newSshKey().line }],
      ['DELETE', `/v1/keys/${id}`, undefined],
      ['PUT', '/v1/users/account', { user: { fullname: 'x' } }],
      ['GET', '/v1/events', undefined],
      ['POST', '/v1/users/delete', undefined],
    ] as const)
      expectError(
        await test().call(method, path, { bearer: jwt, ...(sent ? { body: sent } : {}) }),
        'scope_missing',
      );
    test().clock.advance(seconds(299));
    expect((await self(jwt)).status).toBe(200);
    test().clock.advance(seconds(2));
    expectError(await self(jwt), 'not_authenticated');
  });

  it('has such a login die with its key, at the next request', async () => {
    for (const end of [
      async ({ id, session }: { id: string; session: string }) =>
        test().call('DELETE', `/v1/keys/${id}`, { session }),
      async ({ session }: { session: string }) =>
        test().call('POST', '/v1/users/self/revocation', { session, body: { keys: true } }),
    ]) {
      const key = await withKey();
      const jwt = await logIn(key.own);
      expect((await self(jwt)).status).toBe(200);
      await end(key);
      expectError(await self(jwt), 'not_authenticated');
      expectError(
        await test().call('POST', '/v1/tokens', { bearer: jwt, body: { name: 'x' } }),
        'not_authenticated',
      );
    }
    const expiring = await withKey(instantOf(test().clock.now() + seconds(10)));
    const jwt = await logIn(expiring.own);
    test().clock.advance(seconds(10));
    expectError(await self(jwt), 'not_authenticated');

    const account = await withKey();
    const login = await logIn(account.own);
    const now = instantOf(test().clock.now());
    await change(account.who.id, { suspended_at: now });
    expectError(await self(login), 'account_suspended');
    await change(account.who.id, { suspended_at: null, email_confirmed_at: null });
    expectError(await self(login), 'not_authenticated');
  });

  it('lets nothing be written by such a login that was on its way when its key ended', async () => {
    const { ctx } = test().app;
    /** The error code of a write by this key; null when it goes through. */
    const refusal = async ({ who, id }: { who: Person; id: string }) => {
      const actor: Actor = {
        kind: 'member',
        accountId: who.id,
        credential: { kind: 'ssh_key', id },
        remoteIp: null,
        userAgent: null,
      };
      return ctx
        .write(actor, (tx) =>
          tx.record({ type: 'new_token', accountId: who.id, data: { token_name: 'x', token_id: 'x' } }),
        )
        .then(
          () => null,
          (error: unknown) => (error instanceof AppError ? error.code : Promise.reject(error)),
        );
    };
    const [removed, disabled, other] = [await withKey(), await withKey(), await withKey()];
    const expiring = await withKey(instantOf(test().clock.now() + seconds(10)));
    for (const key of [removed, disabled, expiring]) expect(await refusal(key)).toBeNull();
    await test().call('DELETE', `/v1/keys/${removed.id}`, { session: removed.session });
    await test().call('POST', '/v1/users/self/revocation', {
      session: disabled.session,
      body: { keys: true },
    });
    test().clock.advance(seconds(10));
    for (const key of [removed, disabled, expiring]) expect(await refusal(key)).toBe('not_authenticated');
    expect(await refusal({ ...other, who: removed.who })).toBe('not_authenticated');
  });

  it('survives the rotation of signing keys, and passes nothing off as another kind of JWT', async () => {
    const { own, who } = await withKey();
    const jwt = await logIn(own);
    await makeSigningKey(test().app.ctx, commandActor('test'));
    expect((await self(jwt)).status).toBe(200);
    const [head = '', payload = '', signature = ''] = jwt.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { jwt: tokens } = await test().bearer(who);
    const [tokenHead = '', tokenPayload = '', tokenSignature = ''] = tokens.split('.');
    for (const forged of [
      `${head}.${part({ ...claims, scope: 'account:write' })}.${signature}`,
      `${head}.${part({ ...claims, exp: claims.exp + 3600 })}.${signature}`,
      `${part({ ...header, typ: 'at+jwt' })}.${payload}.${signature}`,
      `${part({ ...header, alg: 'none' })}.${payload}.`,
      `${head}.${tokenPayload}.${tokenSignature}`,
      `${tokenHead}.${payload}.${signature}`,
    ])
      expectError(await self(forged), 'not_authenticated');
  });
});
