import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/harness.ts';
import { expectError, journalTypes } from '../../../../test/observe.ts';
import { newSshKey } from '../../../../test/ssh-key-maker.ts';

const path = '/v1/users/self/revocation';

onEachDatabase('ending all other access', (test) => {
  it('says what would stop, stops it, and answers and mails what it was', async () => {
    const { person, signIn, bearer, call, mailTo } = test();
    const who = await person();
    const other = await signIn(who);
    const { jwt, secret } = await bearer(who);
    const session = await signIn(who);
    const preview = await call('GET', path, { session });
    expect(preview.body.revocation).toMatchObject({ sessions: 1, tokens: [{ name: 'test' }] });
    // The preview changes nothing.
    expect((await call('GET', '/v1/users/self', { session: other })).status).toBe(200);
    const receipt = await call('POST', path, { session, body: {} });
    expect(receipt.body.revocation).toEqual({
      ...preview.body.revocation,
      at: new Date(test().clock.now()).toISOString(),
    });
    expectError(await call('GET', '/v1/users/self', { session: other }), 'not_authenticated');
    expectError(await call('GET', '/v1/users/self', { bearer: jwt }), 'not_authenticated');
    expectError(await call('POST', '/v1/tokens/exchange', { basic: `:${secret}` }), 'not_authenticated');
    expect((await call('GET', '/v1/users/self', { session })).status).toBe(200);
    const { text } = await mailTo(who.email, /All other access/);
    expect(text).toContain('test');
    // The mail says that passkeys stay: the passkey of a lost device still signs in.
    expect(text).toContain('Passkeys were left as they are');
    expect(text).toContain('/account/authorization');
    expect(await journalTypes(test().app, who.id)).toEqual(
      expect.arrayContaining(['everything_revoked', 'delete_token']),
    );
    const again = await call('GET', path, { session });
    expect(again.body.revocation).toEqual({ sessions: 0, tokens: [], keys: [], trusted_browsers: 0 });
  });

  it('disables SSH keys when asked, and says which; leaves them alone when not', async () => {
    const { person, signIn, call, mailTo, clock } = test();
    const who = await person();
    const session = await signIn(who);
    const add = async (name: string, expires_at?: string) => {
      const body = { key: { name, content: newSshKey().line, expires_at } };
      clock.advance(1); // They are listed oldest first.
      return (await call('POST', '/v1/keys', { session, body })).body.key.id as string;
    };
    const [laptop, ci] = [await add('laptop'), await add('ci')];
    const soon = new Date(clock.now() + 60_000).toISOString();
    const expired = await add('expired', soon);
    clock.advance(60_000);
    const listed = [laptop, ci].map((id, i) => ({ id, name: ['laptop', 'ci'][i], last_used_at: null }));
    expect((await call('GET', path, { session })).body.revocation.keys).toEqual(listed);

    const without = await call('POST', path, { session, body: {} });
    expect(without.body.revocation.keys).toEqual([]);
    expect((await mailTo(who.email, /All other access/)).text).toContain('SSH keys were left as they are');
    expect((await call('GET', path, { session })).body.revocation.keys).toEqual(listed);

    const receipt = await call('POST', path, { session, body: { keys: true } });
    expect(receipt.body.revocation.keys).toEqual(listed);
    expect((await mailTo(who.email, /All other access/)).text).toContain(
      'SSH keys disabled (2): laptop, ci.',
    );
    const events = await call('GET', '/v1/events', { session });
    const data = events.body.events.find(({ type }: { type: string }) => type === 'everything_revoked');
    expect(data.type_data).toMatchObject({ sessions: 0, tokens: 0, keys: 2 });
    const disabled = await journalTypes(test().app, who.id);
    expect(disabled.filter((type) => type === 'key_disabled')).toHaveLength(3);
    // The expired key is disabled too, so a later expiry does not bring it back.
    for (const id of [laptop, ci, expired]) {
      const { body } = await call('GET', `/v1/keys/${id}`, { session });
      expect(body.key).toMatchObject({
        disabled_at: new Date(clock.now()).toISOString(),
        disabled_because: 'member',
      });
    }
    expect((await call('GET', path, { session })).body.revocation.keys).toEqual([]);
  });

  it('by API ends every session, and the token that asked', async () => {
    const { person, signIn, bearer, call } = test();
    const who = await person();
    const session = await signIn(who);
    const { jwt } = await bearer(who);
    const body = { current_password: who.password };
    expect((await call('POST', path, { bearer: jwt, body })).body.revocation.sessions).toBe(1);
    expectError(await call('GET', '/v1/users/self', { session }), 'not_authenticated');
    expectError(await call('GET', '/v1/users/self', { bearer: jwt }), 'not_authenticated');
  });

  it('of two sessions that end each other one stays', async () => {
    const { person, signIn, call } = test();
    for (let round = 0; round < 10; round++) {
      const who = await person();
      const [a, b] = [await signIn(who), await signIn(who)];
      const both = await Promise.all([a, b].map((session) => call('POST', path, { session, body: {} })));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    }
  });
});
