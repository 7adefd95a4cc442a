import type { AddressInfo } from 'node:net';
import { Client, clientFromToken, type ScalingoClientOptions } from 'scalingo';
import { beforeAll, expect, it } from 'vitest';
import { onEachDatabase, type Person } from './harness.ts';
import { secretWithZero, totpAt } from './totp.ts';

/** The npm client as its users run it, over a real port. */
onEachDatabase('the scalingo npm client', (test) => {
  let who: Person;
  let secret: string;
  let options: ScalingoClientOptions;
  const clientOf = (token: string) => clientFromToken(token, options);

  beforeAll(async () => {
    const { http } = test();
    await http.listen({ host: '127.0.0.1', port: 0 });
    const origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
    options = { authApiUrl: origin, apiUrl: origin };
    who = await test().person();
    ({ secret } = await test().bearer(who));
  });

  it('exchanges a token and knows who it is', async () => {
    const client = await clientOf(secret);
    expect(client._token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await client.Users.self()).toMatchObject({
      id: who.id,
      uuid: who.id,
      email: who.email,
      flags: {},
      confirmed: true,
    });
    expect(await client.Users.roles()).toContain('developer');
  });

  it('works against a base URL that ends in a slash', async () => {
    const slashed = { authApiUrl: `${options.authApiUrl}/`, apiUrl: `${options.apiUrl}/` };
    const client = await clientFromToken(secret, slashed);
    expect((await client.Users.self()).id).toBe(who.id);
  });

  it('updates the account, and reads what is wrong with a field', async () => {
    const client = await clientOf(secret);
    expect(await client.Users.updateAccount({ fullname: 'Zoé Ünal', company: 'Œuvre' })).toMatchObject({
      fullname: 'Zoé Ünal',
      company: 'Œuvre',
    });
    expect((await client.Users.self()).fullname).toBe('Zoé Ünal');
    const refused = client.Users.updateAccount({ username: 'admin' });
    await expect(refused).rejects.toMatchObject({
      status: 422,
      data: { errors: { username: ['is reserved'] } },
    });
    const change = client.Users.updateAccount({ password: 'another long enough one' });
    await expect(change).rejects.toMatchObject({
      status: 422,
      data: { errors: { current_password: ["can't be blank"] } },
    });
  });

  it('lists, makes, renews and destroys tokens', async () => {
    const client = await clientOf(secret);
    const made = await client.Tokens.create('from the client');
    expect(made).toMatchObject({ name: 'from the client', last_used_at: null });
    expect((await client.Tokens.all()).map((token) => token.id)).toContain(made.id);
    const first = String(made.token);
    expect((await (await clientOf(first)).Users.self()).id).toBe(who.id);

    // The client sends no body here, and the content type of a form all the same.
    const renewed = await client.Tokens.renew(made.id);
    expect(renewed.id).toBe(made.id);
    const second = String(renewed.token);
    expect(second).not.toBe(first);
    await expect(clientOf(first)).rejects.toMatchObject({ status: 401 });
    const held = await clientOf(second);
    expect((await held.Users.self()).id).toBe(who.id);

    expect(await client.Tokens.destroy(made.id)).toBe('');
    await expect(clientOf(second)).rejects.toMatchObject({ status: 401 });
    await expect(held.Users.self()).rejects.toMatchObject({
      status: 401,
      data: { error: 'Not authenticated' },
    });
    await expect(client.Tokens.destroy(made.id)).rejects.toMatchObject({
      status: 404,
      data: { resource: 'token', error: 'not found' },
    });
    expect((await client.Tokens.all()).map((token) => token.id)).not.toContain(made.id);
  });

  it('exchanges a token, lists tokens without their secrets, and is held to the scopes of a limited one', async () => {
    const client = await clientOf(secret);
    const made = await client.Tokens.create('same name');
    const twin = await client.Tokens.create('same name');
    expect(twin.id).not.toBe(made.id);
    expect(await client.Tokens.exchange(String(made.token))).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    const listed = (await client.Tokens.all()).filter(({ name }) => name === 'same name');
    expect(listed.map(({ id }) => id).sort()).toEqual([made.id, twin.id].sort());
    for (const token of listed) {
      expect(token).toMatchObject({ created_at: expect.any(String), issued_at: expect.any(String) });
      expect(token).not.toHaveProperty('token');
    }
    const limited = await test().call('POST', '/v1/tokens', {
      basic: `${who.username}:${who.password}`,
      body: { token: { name: 'reads', scopes: ['tokens:read'], expires_in_days: 1 } },
    });
    const reader = await clientOf(limited.body.token.token);
    expect((await reader.Tokens.all()).length).toBeGreaterThan(2);
    await expect(reader.Tokens.create('more')).rejects.toMatchObject({ status: 403 });
    await expect(reader.Tokens.renew(made.id)).rejects.toMatchObject({ status: 403 });
    await expect(reader.Tokens.destroy(made.id)).rejects.toMatchObject({
      status: 403,
      data: { error: 'this token does not carry the needed scope: tokens:write' },
    });
    await expect(reader.Users.self()).rejects.toMatchObject({ status: 403 });
  });

  it('lists regions and events', async () => {
    const client = await clientOf(secret);
    const [region] = await client.Regions.all();
    expect(region).toMatchObject({ default: true, ssh: '' });
    const all = await client.Events.all();
    expect(all.events.map((event) => event.type)).toContain('new_user');
    // The client's types have the numbers flat in `meta`. We nest them, as the Go client and the documentation do
    // (docs/contract.md#pagination).
    expect(all.meta).toMatchObject({ pagination: { current_page: 1, prev_page: null } });
    const page = await client.Events.all({ page: 2, per_page: 1 });
    expect(page.events).toHaveLength(1);
    expect(page.events[0]?.id).toBe(all.events[1]?.id);
    // The last 72 hours, on one page.
    expect((await client.Events.all({ from: 72 })).events.length).toBe(all.events.length);
    const types = await client.Events.listEventTypes();
    const categories = (await client.Events.listEventCategories()).map(({ id }) => id);
    for (const { type } of all.events) {
      const known = types.find(({ name }) => name === type);
      expect(known?.display_name, type).toMatch(/^[A-Z][a-z ]+$/);
      expect(categories).toContain(known?.category_id);
    }
  });

  it('hears 401 for a token that is none, and for a JWT that is none', async () => {
    await expect(clientOf('tk-us-nothing')).rejects.toMatchObject({ status: 401 });
    await expect(new Client('a.b.c', options).Users.self()).rejects.toMatchObject({
      status: 401,
      message: 'Not authenticated',
    });
  });

  it('turns two-factor authentication on and off, sending the code as a number, as its types ask', async () => {
    const member = await test().person();
    const { secret: token } = await test().bearer(member);
    const client = await clientOf(token);
    expect(await client.TwoFactorAuth.status()).toMatchObject({ uuid: member.id, enabled: false });
    const { uri } = await client.TwoFactorAuth.initiate('totp');
    const key = new URL(uri).searchParams.get('secret') ?? '';
    await expect(client.TwoFactorAuth.validate(0)).rejects.toMatchObject({
      status: 422,
      data: { errors: { attempt: ['is invalid'] } },
    });
    const code = () => totpAt(key, test().clock.now());
    const enabled = await client.TwoFactorAuth.validate(Number(code()));
    expect(enabled.user).toMatchObject({ enabled: true, provider: 'totp' });
    expect(enabled.codes).toHaveLength(10);
    expect(await client.TwoFactorAuth.status()).toMatchObject({ enabled: true, provider: 'totp' });
    test().clock.advance(60_000);
    expect(await client.TwoFactorAuth.disable(Number(code()))).toMatchObject({
      uuid: member.id,
      enabled: false,
      provider: null,
    });
    await expect(client.TwoFactorAuth.disable(Number(code()))).rejects.toMatchObject({ status: 422 });
  });

  it('loses the leading zero of a code on the way, and is understood', async () => {
    const member = await test().person();
    const client = await clientOf((await test().bearer(member)).secret);
    const begin = async () =>
      new URL((await client.TwoFactorAuth.initiate('totp')).uri).searchParams.get('secret') ?? '';
    const key = await secretWithZero(test(), begin);
    const code = totpAt(key, test().clock.now());
    expect(code).toMatch(/^0[0-9]{5}$/);
    expect(String(Number(code)).length).toBeLessThan(6);
    expect((await client.TwoFactorAuth.validate(Number(code))).user).toMatchObject({ enabled: true });
    // A code with a leading zero turns it off as well: the clock goes on to the next such code.
    do test().clock.advance(30_000);
    while (!totpAt(key, test().clock.now()).startsWith('0'));
    const attempt = Number(totpAt(key, test().clock.now()));
    expect(await client.TwoFactorAuth.disable(attempt)).toMatchObject({ enabled: false });
  });

  it('before 0.12 turned two-factor authentication off without a body, and hears what is missing', async () => {
    const member = await test().person();
    const { secret: token } = await test().bearer(member);
    const client = await clientOf(token);
    const key = new URL((await client.TwoFactorAuth.initiate('totp')).uri).searchParams.get('secret') ?? '';
    await client.TwoFactorAuth.validate(Number(totpAt(key, test().clock.now())));
    const response = await fetch(`${options.authApiUrl}/v1/client/tfa`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${client._token}`, accept: 'application/json, text/plain, */*' },
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: { attempt: [expect.any(String)] } });
    expect(await client.TwoFactorAuth.status()).toMatchObject({ enabled: true });
  });

  it('asks for the account’s deletion and confirms it', async () => {
    const member = await test().person();
    const { secret: token } = await test().bearer(member);
    const client = await clientOf(token);
    await client.Users.requestAccountDeletion();
    const { text } = await test().mailTo(member.email, /Confirm that your account/);
    const id = /[?&]id=([\w-]+)/.exec(text)?.[1] ?? '';
    const mailed = /[?&]token=([\w-]+)/.exec(text)?.[1] ?? '';
    await expect(client.Users.confirmAccountDeletion(id, { token: 'not the one' })).rejects.toMatchObject({
      status: 422,
      data: { errors: { token: ['is not a valid link'] } },
    });
    await client.Users.confirmAccountDeletion(id, { token: mailed, reason: 'other', details: null });
    await expect(client.Users.self()).rejects.toMatchObject({ status: 401 });
  });
});
