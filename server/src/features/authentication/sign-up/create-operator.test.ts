import { expect, it } from 'vitest';
import { onEachDatabase, testPassword } from '../../../../test/harness.ts';
import { expectError, fieldCode, journalTypes } from '../../../../test/observe.ts';
import { operatorCreate } from '../../../cli/operator-create.ts';

onEachDatabase('loge operator create', (test) => {
  const create = async (...args: string[]) => {
    const said: string[] = [];
    await operatorCreate({
      ctx: test().app.ctx,
      args,
      options: { reason: undefined },
      say: (line) => said.push(line),
      progress: () => {},
    });
    return new URL(said.at(-1) ?? '').searchParams.get('token') ?? '';
  };
  const choose = (token: string, password: string) =>
    test().call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
  const isOperator = async (email: string) =>
    (
      await test()
        .app.ctx.reader.selectFrom('accounts')
        .select('operator_since')
        .where('email', '=', email)
        .executeTakeFirst()
    )?.operator_since !== null;

  it('makes an account that opens with the password chosen by its link, once', async () => {
    const token = await create('ines@example.test', 'ines');
    const before = await test().call('POST', '/v1/tokens', {
      basic: `ines:${testPassword}`,
      body: { name: 'x' },
    });
    expectError(before, 'invalid_credentials');
    expect((await choose(token, testPassword)).status).toBe(200);
    expect(fieldCode(await choose(token, testPassword), 'token')).toBe('used_link');
    expect(await isOperator('ines@example.test')).toBe(true);
  });

  it('makes an operator of a member without touching how they sign in', async () => {
    const who = await test().person();
    const session = await test().signIn(who);
    await create(who.email);
    expect((await test().call('GET', '/v1/users/self', { session })).body.user.id).toBe(who.id);
    expect(await isOperator(who.email)).toBe(true);
  });

  it('gives nothing to whoever signed up with that address before and never confirmed it', async () => {
    const squatter = await test().person({ confirmed: false, email: 'boss@example.test' });
    const session = await test().signIn(squatter, true);
    const token = await create('boss@example.test');
    expectError(await test().call('GET', '/v1/users/self', { session }), 'not_authenticated');
    await expect(test().signIn(squatter)).rejects.toThrow('invalid_credentials');
    expect(await journalTypes(test().app, squatter.id)).toContain('operator_granted');
    const mine = 'the one the operator chose';
    expect((await choose(token, mine)).status).toBe(200);
    const signedIn = await test().signIn({ ...squatter, password: mine });
    expect((await test().call('GET', '/v1/users/self', { session: signedIn })).body.user.confirmed).toBe(
      true,
    );
  });

  it.each([[[]], [['not an address']], [['a@b.test', 'not a name']]])('refuses %j', async (args) => {
    await expect(create(...args)).rejects.toThrow();
  });
});
