import { beforeEach, expect, it } from 'vitest';
import { addPasskey } from '../../../../test/authenticator.ts';
import { effort, goesOn } from '../../../../test/effort.ts';
import { linkToken, onEachDatabase, type Person, type TestResponse } from '../../../../test/harness.ts';
import { meet } from '../../../../test/meet.ts';
import { expectError, fieldCode, journalTypes } from '../../../../test/observe.ts';
import { runCommand } from '../../../../test/run-command.ts';
import { enableTotp, totpAt } from '../../../../test/totp.ts';
import { commandActor } from '../../../kernel/actor.ts';
import { hours, seconds } from '../../../kernel/clock.ts';
import { accountById, confirmAddress } from '../../accounts/feature.ts';
import { hasSecondFactor } from '../proof.ts';
import { makeResetLink, prepareLongPassword, putPassword } from './feature.ts';

const short = 'nine lives';
const long = 'another horse, another battery';

const rounds = effort(10, 100);

// Throttling is off, since the races make up to a thousand tries.
onEachDatabase(
  'a short password without a second factor',
  (test) => {
    beforeEach(() => test().clock.advance(hours(1)));
    const signIn = (who: Person, password: string) =>
      test().call('POST', '/v1/sessions', {
        body: { session: { login: who.email, password } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    const change = (session: string, from: string, to: string) =>
      test().call('PUT', '/v1/users/account', {
        session,
        body: { user: { password: to, current_password: from } },
      });
    const resetLink = async (who: Person) => {
      await test().call('POST', '/v1/users/password/reset', { body: { user: { email: who.email } } });
      return linkToken(await test().mailTo(who.email, /Choose a new password/));
    };
    const reset = (token: string, password: string) =>
      test().call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
    const memberWithFactor = async () => {
      const who = await test().person();
      const app = await enableTotp(test(), who);
      test().clock.advance(seconds(60));
      return { who, ...app };
    };
    /** What protects the account now: whether there is a factor, and whether the password is short. */
    const standing = async (who: Person) => {
      const { reader } = test().app.ctx;
      const account = await reader
        .selectFrom('accounts')
        .selectAll()
        .where('id', '=', who.id)
        .executeTakeFirstOrThrow();
      const password = await reader
        .selectFrom('passwords')
        .select('long_since')
        .where('account_id', '=', who.id)
        .executeTakeFirst();
      return { factor: hasSecondFactor(account), short: password?.long_since === null };
    };

    it('is not chosen by a reset that takes the factor away, as it does before the address is confirmed', async () => {
      const who = await test().person({ confirmed: false });
      await enableTotp(test(), who);
      const token = await resetLink(who);
      const refused = await reset(token, short);
      expect(fieldCode(refused, 'password')).toBe('password_too_short');
      expect(refused.body.details.password).toEqual([{ code: 'password_too_short', min: 15 }]);
      expect(await standing(who)).toEqual({ factor: true, short: false });
      expect((await reset(token, long)).status).toBe(200);
      expect(await standing(who)).toEqual({ factor: false, short: false });
      expect((await signIn(who, long)).status).toBe(201);
    });

    it('may be chosen by a reset that leaves the factor', async () => {
      const { who } = await memberWithFactor();
      expect((await reset(await resetLink(who), short)).status).toBe(200);
      expect(await standing(who)).toEqual({ factor: true, short: true });
    });

    const operatorReset = (who: Person) =>
      runCommand(test().app.ctx, 'member', 'reset-2fa', who.email, '--reason', 'lost in a lake');

    // ASVS 6.4.6
    it('goes when an operator removes the factor: a link sets a long one', async () => {
      const { who, session } = await memberWithFactor();
      expect((await change(session, who.password, short)).status).toBe(200);
      await operatorReset(who);
      expect((await test().mailTo(who.email, /will be removed/)).text).toMatch(
        /unless it is shorter than 15 characters/,
      );
      expect((await journalTypes(test().app, who.id)).includes('password_dropped')).toBe(false);
      test().clock.advance(hours(24));
      await test().drain();
      const types = await journalTypes(test().app, who.id);
      expect(types.slice(-3)).toEqual(['tfa_reset', 'password_dropped', 'password_reset_query']);
      expectError(await signIn(who, short), 'invalid_credentials');
      expect((await test().mailTo(who.email, /factor was removed/)).text).toContain('/users/password/new');
      const token = linkToken(await test().mailTo(who.email, /Choose a new password/));
      expect(fieldCode(await reset(token, short), 'password')).toBe('password_too_short');
      expect((await reset(token, long)).status).toBe(200);
      expect((await signIn(who, long)).status).toBe(201);
    });

    it('goes alone: a long one stays when an operator removes the factor', async () => {
      const { who } = await memberWithFactor();
      await operatorReset(who);
      test().clock.advance(hours(24));
      await test().drain();
      test().smtp.clear();
      expect((await signIn(who, who.password)).status).toBe(201);
      await expect(test().mailTo(who.email, /Choose a new password/)).rejects.toThrow('no mail');
    });

    /** Somebody with a second factor and a reset link. No mail is waited for, since the race makes many of them. */
    const quickMemberWithFactor = async () => {
      const { ctx } = test().app;
      const who = await test().person({ confirmed: false });
      const account = await accountById(ctx.reader, who.id);
      if (!account) throw new Error('nobody');
      const token = await ctx.write(commandActor('test'), async (tx) => {
        await confirmAddress(tx, account);
        return makeResetLink(tx, who.id);
      });
      return { who, token, ...(await enableTotp(test(), who)) };
    };

    it(`does not come of changes, resets and disablings at once: ${10 * rounds} tries`, async () => {
      const won = { change: 0, reset: 0, disabling: 0 };
      for (let round = 0; goesOn(round, rounds, Math.min(...Object.values(won)) > 0); round++) {
        const { who, session, codes, token } = await quickMemberWithFactor();
        const disable = (attempt: string) =>
          test().call('DELETE', '/v1/client/tfa', { session, body: { tfa: { attempt } } });
        const tries = [
          ...[0, 1].map((i) => () => change(session, who.password, `${short} ${i}`)),
          ...[0, 1].map((i) => () => reset(token, `${short} ${i}`)),
          ...codes.slice(0, 6).map((attempt) => () => disable(attempt)),
        ];
        // All tries have read the account before any of them changes it, and each kind is first in its turn.
        const answers = await meet(test(), tries, { first: (round * 3) % tries.length });
        const succeeded = (some: readonly TestResponse[]) =>
          some.filter(({ status }) => status === 200).length;
        won.change += succeeded(answers.slice(0, 2));
        won.reset += succeeded(answers.slice(2, 4));
        won.disabling += succeeded(answers.slice(4));
        const now = await standing(who);
        expect(now.factor || !now.short, `round ${round}`).toBe(true);
        for (const { status } of answers) expect(status).toBeLessThan(500);
      }
      // A kind that never won was not part of the race.
      for (const times of Object.values(won)) expect(times, JSON.stringify(won)).toBeGreaterThan(0);
    });

    it('is looked for again inside the write, whatever was seen before it', async () => {
      const { ctx } = test().app;
      const { who } = await memberWithFactor();
      const account = await accountById(ctx.reader, who.id);
      if (!account) throw new Error('nobody');
      const actor = commandActor('test');
      const put = async (password: string) => {
        const hash = await ctx.hasher.hash(password);
        await ctx.write(actor, (tx) => putPassword(tx, who.id, hash, password));
      };
      const preparedOverLong = await prepareLongPassword(ctx, account, undefined);
      await put(short);
      await expect(ctx.write(actor, preparedOverLong)).rejects.toMatchObject({
        details: { fields: { password: [{ code: 'password_too_short', min: 15 }] } },
      });
      const preparedOverShort = await prepareLongPassword(ctx, account, long);
      await put(`${long}!`);
      await expect(ctx.write(actor, preparedOverShort)).rejects.toMatchObject({ code: 'proof_required' });
    });

    it('does not come of a change and a removed passkey at once', async () => {
      for (let round = 0; round < rounds; round++) {
        const who = await test().person();
        const { session, id } = await addPasskey(test(), who);
        await Promise.all([
          change(session, who.password, short),
          test().call('DELETE', `/v1/passkeys/${id}`, { session, body: { passkey: { last: true } } }),
        ]);
        const now = await standing(who);
        expect(now.factor || !now.short, `round ${round}`).toBe(true);
      }
    });

    it('does not come of two ways of turning the factor off at once, and one of their passwords stands', async () => {
      for (let round = 0; round < rounds / 2; round++) {
        const { who, session, secret, codes } = await memberWithFactor();
        expect((await change(session, who.password, short)).status).toBe(200);
        const attempts = [totpAt(secret, test().clock.now()), codes[0] ?? ''];
        const passwords = attempts.map((_, i) => `${long} ${i}`);
        const answers = await Promise.all(
          attempts.map((attempt, i) =>
            test().call('DELETE', '/v1/client/tfa', {
              session,
              body: { tfa: { attempt, password: passwords[i] } },
            }),
          ),
        );
        const winner = answers.findIndex(({ status }) => status === 200);
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
        expect((await signIn(who, passwords[winner] ?? '')).status).toBe(201);
      }
    });
  },
  { LOGE_THROTTLING: 'off' },
);
