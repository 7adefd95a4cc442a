import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/harness.ts';
import { expectError, journalTypes } from '../../../../test/observe.ts';

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
    // Looking changes nothing.
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
    expect((await mailTo(who.email, /All other access/)).text).toContain('test');
    expect(await journalTypes(test().app, who.id)).toEqual(
      expect.arrayContaining(['everything_revoked', 'delete_token']),
    );
    const again = await call('GET', path, { session });
    expect(again.body.revocation).toEqual({ sessions: 0, tokens: [], trusted_browsers: 0 });
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
