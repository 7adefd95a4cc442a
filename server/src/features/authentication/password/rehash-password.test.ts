import { hash as argon2 } from '@node-rs/argon2';
import { hash as bcrypt } from '@node-rs/bcrypt';
import { beforeEach, describe, expect, it } from 'vitest';
import { onEachDatabase, type Person, testPassword } from '../../../../test/harness.ts';
import { expectError, journalTypes } from '../../../../test/observe.ts';
import { commandActor } from '../../../kernel/actor.ts';
import { hours } from '../../../kernel/clock.ts';
import { schemeOf } from '../../../platform/crypto/password-scheme.ts';
import { putPassword } from './feature.ts';

const ours = '$argon2id$v=19$m=1024,t=1,p=1';
const byOtherParameters = (password: string) => argon2(password, { memoryCost: 2048, timeCost: 1 });
const byBcrypt = (password: string) => bcrypt(password, { cost: 4 });

onEachDatabase('a hash from elsewhere', (test) => {
  beforeEach(() => test().clock.advance(hours(1)));
  /** Replaces somebody's hash, as an import or an earlier configuration would have left it. */
  const withHash = async (hash: string, password = testPassword): Promise<Person> => {
    const who = await test().person();
    await test().app.ctx.write(commandActor('test'), (tx) => putPassword(tx, who.id, hash, null));
    test().clock.advance(hours(1));
    return { ...who, password };
  };
  const rowOf = (who: Person) =>
    test()
      .app.ctx.reader.selectFrom('passwords')
      .selectAll()
      .where('account_id', '=', who.id)
      .executeTakeFirstOrThrow();
  const signIn = (who: Person, password = who.password) =>
    test().call('POST', '/v1/sessions', {
      body: { session: { login: who.username, password } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
  const rehashed = async (who: Person) =>
    (await journalTypes(test().app, who.id)).filter((type) => type === 'password_rehashed').length;

  describe.each([
    ['bcrypt', byBcrypt],
    ['other parameters', byOtherParameters],
  ])('by %s', (_name, make) => {
    // ASVS 11.2.2, 11.4.2
    it('is made anew at a sign-in: the same password, of the same day, and known to be long', async () => {
      const who = await withHash(await make(testPassword));
      const before = await rowOf(who);
      expect(before.long_since).toBeNull();
      await test().drain();
      const mails = test().smtp.mails.length;
      expect((await signIn(who)).status).toBe(201);
      const after = await rowOf(who);
      expect(schemeOf(after.hash)).toBe(ours);
      expect(after).toEqual({
        ...before,
        hash: after.hash,
        scheme: ours,
        long_since: new Date(test().clock.now()).toISOString(),
      });
      expect(await rehashed(who)).toBe(1);
      // Another sign-in does not hash it again, since it is as it should be.
      expect((await signIn(who)).status).toBe(201);
      expect(await rowOf(who)).toEqual(after);
      expect(await rehashed(who)).toBe(1);
      await test().drain();
      const subjects = test()
        .smtp.mails.slice(mails)
        .map(({ subject }) => subject);
      expect(subjects.filter((subject) => /password/i.test(subject))).toEqual([]);
    });

    it('ends no session and no proof', async () => {
      const who = await withHash(await make(testPassword));
      const session = await test().signIn(who);
      await test().app.ctx.write(commandActor('test'), async (tx) => {
        const hash = await make(testPassword);
        await tx.updateTable('passwords').set({ hash }).where('account_id', '=', who.id).execute();
      });
      const proofs = async () =>
        (await test().call('GET', '/v1/sessions/current/proof', { session })).body.proof.fresh_until;
      const fresh = await proofs();
      expect(fresh).not.toBeNull();
      const { jwt } = await test().bearer(who);
      expect(await rehashed(who)).toBe(2);
      expect(await proofs()).toBe(fresh);
      expect((await test().call('GET', '/v1/users/self', { bearer: jwt })).status).toBe(200);
    });

    it('is made anew by a proof in the request too, which is still good for the change it came with', async () => {
      const who = await withHash(await make(testPassword));
      const { jwt } = await test().bearer(who);
      await test().app.ctx.write(commandActor('test'), async (tx) => {
        const hash = await make(testPassword);
        await tx.updateTable('passwords').set({ hash }).where('account_id', '=', who.id).execute();
      });
      const password = 'another horse, another battery';
      const body = { user: { password, current_password: testPassword } };
      const changed = await test().call('PATCH', '/v1/account/profile', { bearer: jwt, body });
      expect(changed.status, JSON.stringify(changed.body)).toBe(200);
      expect(await rehashed(who)).toBe(2);
      expect((await signIn(who, password)).status).toBe(201);
      expectError(await signIn(who), 'invalid_credentials');
    });

    it('stays as it is when the password is wrong', async () => {
      const who = await withHash(await make(testPassword));
      const before = await rowOf(who);
      expectError(await signIn(who, 'not the one at all'), 'invalid_credentials');
      expect(await rowOf(who)).toEqual(before);
    });
  });

  it('with our own parameters is measured all the same', async () => {
    const who = await withHash(await argon2(testPassword, { memoryCost: 1024, timeCost: 1 }));
    expect((await rowOf(who)).long_since).toBeNull();
    await test().signIn(who);
    expect((await rowOf(who)).long_since).not.toBeNull();
  });

  it('of a short password opens the account, and does not make it a long one', async () => {
    const who = await withHash(await byBcrypt('nine lives'), 'nine lives');
    await test().signIn(who);
    const row = await rowOf(who);
    expect([schemeOf(row.hash), row.long_since]).toEqual([ours, null]);
    await test().signIn(who);
    expect(await rehashed(who)).toBe(1);
  });

  it('by bcrypt of more than it reads stays, so that a slip at the end does not become the password', async () => {
    const password = 'a horse and a battery '.repeat(5);
    const who = await withHash(await byBcrypt(password), `${password.slice(0, 80)} with a slip`);
    await test().signIn(who);
    expect((await rowOf(who)).scheme).toBe('$2b$04');
    await test().signIn({ ...who, password });
    expect(await rehashed(who)).toBe(0);
  });

  it('is in NFKC from then on, however it is typed', async () => {
    const password = 'café à la crème, ﬁn'.normalize('NFD');
    const who = await withHash(await byBcrypt(password), password);
    await test().signIn(who);
    await test().signIn({ ...who, password: password.normalize('NFKC') });
  });

  it.each(['', 'plain text', '$2b$12$short', '$argon2id$v=19$m=1024,t=1,p=1$x$y'])(
    'that is none (%j) opens nothing, and is no fault of ours',
    async (hash) => {
      const who = await withHash(hash);
      expectError(await signIn(who), 'invalid_credentials');
      expectError(await signIn(who, hash || 'x'), 'invalid_credentials');
      expectError(
        await test().call('POST', '/v1/tokens', { basic: `${who.username}:x`, body: { name: 'x' } }),
        'invalid_credentials',
      );
      expect(await rehashed(who)).toBe(0);
    },
  );
});
