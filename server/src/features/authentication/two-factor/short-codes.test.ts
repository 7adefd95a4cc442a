import { expect, it, vi } from 'vitest';
import { cookieSecret, onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError, journalTypes } from '../../../../test/observe.ts';
import { enableTotp } from '../../../../test/totp.ts';
import { commandActor } from '../../../kernel/actor.ts';
import { seconds } from '../../../kernel/clock.ts';
import { accountById } from '../../accounts/feature.ts';
import { checkCode } from './check-code.ts';

const short = ['k3f9a-22aaz', 'p0q1b-77bbz', '00000-11111'];
const salted = /^\$argon2id\$v=19\$m=1024,t=1,p=1\$([A-Za-z0-9+/]{22})\$[A-Za-z0-9+/]{43}$/;

onEachDatabase('recovery codes of before, of 50 bits', (test) => {
  const macOf = (who: Person, code: string) =>
    test().app.ctx.keyring.mac('recovery-code', `${who.id}\n${code.replace('-', '')}`);
  /** A member whose codes are short and kept as they were before. */
  const fromBefore = async (codes = short) => {
    const who = await test().person();
    const { session } = await enableTotp(test(), who);
    test().clock.advance(seconds(60));
    await test().app.ctx.write(commandActor('test'), async (tx) => {
      await tx.deleteFrom('recovery_codes').where('account_id', '=', who.id).execute();
      const rows = codes.map((code, nth) => ({
        id: `${who.id}-${nth}`,
        account_id: who.id,
        code_hash: macOf(who, code),
        created_at: tx.now,
        used_at: null,
      }));
      await tx.insertInto('recovery_codes').values(rows).execute();
    });
    return { who, session };
  };
  const kept = async (who: Person) =>
    (
      await test()
        .app.ctx.reader.selectFrom('recovery_codes')
        .select('code_hash')
        .where('account_id', '=', who.id)
        .orderBy('id')
        .execute()
    ).map(({ code_hash }) => code_hash);
  const stretchAll = async () => {
    await test().app.housekeeping.sweep();
    await test().drain();
  };
  const signIn = (who: Person, otp: string, remoteIp = '127.0.0.1') =>
    test().call('POST', '/v1/sessions', {
      body: { session: { login: who.email, password: who.password, otp } },
      headers: { 'sec-fetch-site': 'same-origin' },
      remoteIp,
    });

  // ASVS 6.5.2
  it('are kept under argon2id with one random salt for each account, and go on working, once each', async () => {
    const { who } = await fromBefore();
    const other = await fromBefore();
    // One code is used while it is still kept as before.
    expect((await signIn(who, short[2] ?? '')).status).toBe(201);
    await stretchAll();
    const [first = '', second = ''] = await kept(who);
    expect([first, second]).toEqual([expect.stringMatching(salted), expect.stringMatching(salted)]);
    const saltIn = (hash = '') => salted.exec(hash)?.[1];
    expect(saltIn(first)).toBe(saltIn(second));
    expect(saltIn((await kept(other.who))[0])).not.toBe(saltIn(first));
    expect(first).not.toBe(second);
    expect((await journalTypes(test().app, who.id)).at(-1)).toBe('recovery_codes_rehashed');

    expectError(await signIn(who, 'k3f9a-22aa0'), 'otp_invalid');
    expectError(await signIn(who, short[2] ?? ''), 'otp_invalid');
    expect((await signIn(who, ' K3F9A 22aaz')).status).toBe(201);
    expectError(await signIn(who, short[0] ?? ''), 'otp_invalid');
    expect((await signIn(who, short[1] ?? '')).status).toBe(201);
    expectError(await signIn(who, short[1] ?? ''), 'otp_invalid');
    // A hash that was stolen from the table does not work as a code.
    expectError(await signIn(who, first.slice(0, 64)), 'otp_invalid');
    expect((await signIn(other.who, short[0] ?? '')).status).toBe(201);
  });

  it('are stretched in batches that a restart goes on with, each once', async () => {
    const people: Person[] = [];
    for (let i = 0; i < 12; i++) people.push((await fromBefore(short.slice(0, 1))).who);
    await test().app.housekeeping.sweep();
    await test().app.housekeeping.sweep();
    const waiting = await test()
      .app.ctx.reader.selectFrom('jobs')
      .select('id')
      .where('kind', '=', 'two-factor.stretch-codes')
      .where('done_at', 'is', null)
      .execute();
    expect(waiting).toHaveLength(1);
    // The process ends half-way: the first account's codes are stretched, the others' are not.
    const { hasher } = test().app.ctx;
    const real = hasher.stretch.bind(hasher);
    let left = 4;
    const stretch = vi.spyOn(hasher, 'stretch').mockImplementation((secret, like) => {
      if (left-- <= 0) throw new Error('the process ends');
      return real(secret, like);
    });
    await test()
      .drain()
      .catch(() => {});
    stretch.mockRestore();
    const done = async () => {
      const hashes = (await Promise.all(people.map(kept))).flat();
      return hashes.filter((hash) => salted.test(hash)).length;
    };
    expect(await done()).toBe(4);
    test().clock.advance(seconds(3600));
    await stretchAll();
    expect(await done()).toBe(12);
    for (const who of people) {
      const types = await journalTypes(test().app, who.id);
      expect(types.filter((type) => type === 'recovery_codes_rehashed')).toHaveLength(1);
    }
    // Nothing is left to do.
    await test().app.housekeeping.sweep();
    expect(
      await test()
        .app.ctx.reader.selectFrom('jobs')
        .select('id')
        .where('kind', '=', 'two-factor.stretch-codes')
        .where('done_at', 'is', null)
        .execute(),
    ).toEqual([]);
  });

  it('are good though they are stretched between check and use, and spent by it', async () => {
    const { who } = await fromBefore();
    const { ctx } = test().app;
    const account = await accountById(ctx.reader, who.id);
    if (!account) throw new Error('no account');
    const origin = { remoteIp: '127.0.0.1', userAgent: null };
    const [checked, again] = await Promise.all([
      checkCode(ctx, account, short[0] ?? '', origin),
      checkCode(ctx, account, short[0] ?? '', origin),
    ]);
    await stretchAll();
    expect(await ctx.write(commandActor('test'), (tx) => checked?.spend(tx) ?? Promise.resolve(false))).toBe(
      true,
    );
    expect(await ctx.write(commandActor('test'), (tx) => again?.spend(tx) ?? Promise.resolve(false))).toBe(
      false,
    );
  });

  // ASVS 2.3.4, 6.5.1
  it('of ten tries at once one is let in', async () => {
    const { who } = await fromBefore();
    await stretchAll();
    const tries = await Promise.all(
      Array.from({ length: 10 }, (_, i) => signIn(who, short[0] ?? '', `198.51.100.${i}`)),
    );
    expect(tries.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('cost one hash to try, be there ten of them, one, or none', async () => {
    const ten = Array.from({ length: 10 }, (_, i) => `abcd${i}-abcde`);
    const stretched = await fromBefore(ten);
    await stretchAll();
    const bare = await fromBefore(short.slice(0, 1));
    const none = await test().person();
    await enableTotp(test(), none);
    const stretch = vi.spyOn(test().app.ctx.hasher, 'stretch');
    for (const who of [stretched.who, bare.who, none]) {
      stretch.mockClear();
      expectError(await signIn(who, 'zzzzz-zzzzz'), 'otp_invalid');
      expect(stretch).toHaveBeenCalledTimes(1);
    }
    // A long code is found without a stretched hash.
    stretch.mockClear();
    expectError(await signIn(none, 'zzzz-zzzz-zzzz-zzzz-zzzz-zzzz'), 'otp_invalid');
    expect(stretch).not.toHaveBeenCalled();
    stretch.mockRestore();
  });

  it('are said to be worth renewing, until they are', async () => {
    const { session } = await fromBefore();
    const codes = async () => (await test().call('GET', '/v1/client/tfa/codes', { session })).body.codes;
    expect(await codes()).toMatchObject({ left: 3, renewal_advised: true });
    await stretchAll();
    expect(await codes()).toMatchObject({ left: 3, renewal_advised: true });
    const made = await test().call('POST', '/v1/client/tfa/codes', { session, body: {} });
    const renewed = await test().call('GET', '/v1/client/tfa/codes', { session: cookieSecret(made) });
    expect(renewed.body.codes).toMatchObject({ left: 10, renewal_advised: false });
  });
});
