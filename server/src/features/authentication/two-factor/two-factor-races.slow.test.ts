import { afterAll, beforeAll, expect, it } from 'vitest';
import { effort, goesOn } from '../../../../test/effort.ts';
import { onEachDatabase, type Person, type TestResponse } from '../../../../test/harness.ts';
import { HeadStart } from '../../../../test/head-start.ts';
import { inTurns } from '../../../../test/meet.ts';
import { journalTypes } from '../../../../test/observe.ts';
import { runCommand } from '../../../../test/run-command.ts';
import { type SecondNode, secondNode } from '../../../../test/second-node.ts';
import { behindGate } from '../../../../test/starting-gate.ts';
import { beginTotp, enableTotp, totpAt } from '../../../../test/totp.ts';
import { hours, seconds } from '../../../kernel/clock.ts';

const tfa = '/v1/client/tfa';
const rounds = effort(20, 100);
/** At once, in each round: a thousand tries in all, or two hundred. */
const tries = 10;

// Throttling is off: it would stop the losers long before a thousand.
onEachDatabase(
  'a second factor that changes while it is used',
  (test) => {
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    const enrolled = async () => {
      const who = await test().person();
      const app = await enableTotp(test(), who);
      test().clock.advance(seconds(60));
      return { who, ...app, attempt: totpAt(app.secret, test().clock.now()) };
    };
    const sessionOf = (who: Person, otp?: string) => ({
      session: { login: who.email, password: who.password, ...(otp ? { otp } : {}) },
    });
    const signIn = (who: Person, otp?: string) =>
      call('POST', '/v1/sessions', {
        body: sessionOf(who, otp),
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    const atOnce = (one: (i: number) => Promise<TestResponse>) =>
      Promise.all(Array.from({ length: tries }, (_, i) => one(i)));
    const count = (replies: readonly TestResponse[], status: number) =>
      replies.filter((reply) => reply.status === status).length;
    const codesOf = (replies: readonly TestResponse[]): Set<string> =>
      new Set(replies.map(({ body }) => body.code));
    const isOn = async (who: Person) => {
      const row = await test()
        .app.ctx.reader.selectFrom('accounts')
        .select('totp_since')
        .where('id', '=', who.id)
        .executeTakeFirstOrThrow();
      return row.totp_since !== null;
    };

    it('is turned off by a code, or the code lets one in: never both, and nobody before it is off', async () => {
      const start = new HeadStart();
      for (let round = 0; goesOn(round, rounds, start.leastWins > rounds / 20); round++) {
        const { who, session, attempt } = await enrolled();
        const before = (await journalTypes(test().app, who.id)).length;
        const disable = async () => {
          await start.one();
          return call('DELETE', tfa, { session, body: { tfa: { attempt } } });
        };
        const enter = async () => {
          await start.other();
          return signIn(who, attempt);
        };
        const replies = await behindGate(test(), who.id, inTurns(tries, disable, enter));
        const since = (await journalTypes(test().app, who.id)).slice(before);
        const off = since.indexOf('tfa_disabled');
        expect(count(replies, 200)).toBe(off === -1 ? 0 : 1);
        expect(await isOn(who)).toBe(off === -1);
        const entered = since.filter((type) => type === 'login_success').length;
        expect(count(replies, 201)).toBe(entered);
        if (off === -1) expect(entered).toBe(1);
        // Whoever came once it was off needed no code; the code itself let nobody in.
        else expect(since.slice(0, off)).not.toContain('login_success');
        start.ended(off !== -1);
      }
      expect(start.leastWins).toBeGreaterThan(rounds / 20);
    });

    it('is turned on once, and nobody signs in without it from then on', async () => {
      const start = new HeadStart();
      for (let round = 0; goesOn(round, rounds, start.leastWins > rounds / 20); round++) {
        const who = await test().person();
        const session = await test().signIn(who);
        const attempt = totpAt(await beginTotp(test(), session), test().clock.now());
        const before = (await journalTypes(test().app, who.id)).length;
        const validate = async () => {
          await start.one();
          return call('POST', `${tfa}/validate`, { session, body: { tfa: { attempt } } });
        };
        const enter = async () => {
          await start.other();
          return signIn(who);
        };
        const replies = await behindGate(
          test(),
          who.id,
          inTurns(tries, validate, enter, enter, enter, enter),
        );
        const since = (await journalTypes(test().app, who.id)).slice(before);
        const on = since.indexOf('tfa_enabled');
        expect(count(replies, 200)).toBe(1);
        expect(since.filter((type) => type === 'tfa_enabled')).toHaveLength(1);
        expect(since.slice(on)).not.toContain('login_success');
        const refused = replies.filter(({ status }) => status === 401);
        // Turning it on renews the session, so whoever else tried with its former secret is signed out.
        for (const code of codesOf(refused)) expect(['otp_required', 'not_authenticated']).toContain(code);
        const entered = since.filter((type) => type === 'login_success').length;
        expect(count(replies, 201)).toBe(entered);
        start.ended(entered < 4);
      }
      expect(start.leastWins).toBeGreaterThan(rounds / 20);
    });

    it('answers its recovery codes to one, whose codes are the ones that open', async () => {
      for (let round = 0; round < rounds; round++) {
        const who = await test().person();
        const session = await test().signIn(who);
        const attempt = totpAt(await beginTotp(test(), session), test().clock.now());
        const validate = () => call('POST', `${tfa}/validate`, { session, body: { tfa: { attempt } } });
        const replies = await behindGate(test(), who.id, inTurns(tries, validate));
        const [won, ...more] = replies.filter(({ status }) => status === 200);
        expect(more).toEqual([]);
        // Refused, or signed out: turning it on renews the session.
        expect(count(replies, 422) + count(replies, 401)).toBe(tries - 1);
        const types = await journalTypes(test().app, who.id);
        for (const once of ['tfa_enabled', 'recovery_codes_made'])
          expect(types.filter((type) => type === once)).toHaveLength(1);
        const { body } = await call('GET', `${tfa}/codes`, { session });
        expect(body.codes.left).toBe(10);
        expect((await signIn(who, won?.body.tfa.codes[round % 10])).status).toBe(201);
        // And the code that turned it on is spent.
        expect((await signIn(who, attempt)).body.code).toBe('otp_invalid');
      }
    });

    it('is removed by an operator, or the removal is stopped: one of the two', async () => {
      const start = new HeadStart();
      for (let round = 0; goesOn(round, rounds, start.leastWins > rounds / 20); round++) {
        const { who } = await enrolled();
        await runCommand(test().app.ctx, 'member', 'reset-2fa', who.email, '--reason', 'lost the phone');
        const token = linkIn(await test().mailTo(who.email, /will be removed/));
        test().clock.advance(hours(24));
        const removing = start.one().then(() => test().drain());
        const stop = async () => {
          await start.other();
          return call('POST', `${tfa}/reset/stop`, { body: { token } });
        };
        const replies = await atOnce(stop);
        await removing;
        const types = await journalTypes(test().app, who.id);
        const stopped = types.includes('tfa_reset_stopped');
        expect(types.includes('tfa_reset')).toBe(!stopped);
        expect(count(replies, 200)).toBe(stopped ? 1 : 0);
        expect(count(replies, 422)).toBe(tries - (stopped ? 1 : 0));
        expect(await isOn(who)).toBe(stopped);
        start.ended(!stopped);
      }
      expect(start.leastWins).toBeGreaterThan(rounds / 20);
    });

    let second: SecondNode;
    beforeAll(async () => {
      second = await secondNode(test());
    });
    afterAll(() => second?.close());
    const onEither = (who: Person, otp: string) =>
      atOnce((i) => (i % 2 ? second.post('/v1/sessions', sessionOf(who, otp)) : signIn(who, otp)));

    it('lets in one for each TOTP code, whichever of two nodes they come to', async () => {
      const { who, secret } = await enrolled();
      for (let round = 0; round < rounds; round++) {
        test().clock.advance(seconds(30));
        const otp = totpAt(secret, test().clock.now());
        const replies = await onEither(who, otp);
        expect(count(replies, 201)).toBe(1);
        expect(codesOf(replies.filter(({ status }) => status !== 201))).toEqual(new Set(['otp_invalid']));
      }
    });

    it('lets in one for each recovery code, whichever of two nodes they come to', async () => {
      for (let person = 0; person < rounds / 10; person++) {
        const { who, codes } = await enrolled();
        for (const otp of codes) {
          const replies = await onEither(who, otp);
          expect(count(replies, 201)).toBe(1);
          expect(codesOf(replies.filter(({ status }) => status !== 201))).toEqual(new Set(['otp_invalid']));
        }
      }
    });
  },
  { LOGE_THROTTLING: 'off' },
);

const linkIn = ({ text }: { text: string }): string => /[?&]token=([\w-]+)/.exec(text)?.[1] ?? '';
