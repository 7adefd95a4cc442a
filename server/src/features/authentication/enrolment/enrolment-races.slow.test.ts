import { expect, it } from 'vitest';
import { addPasskey } from '../../../../test/authenticator.ts';
import { effort, goesOn } from '../../../../test/effort.ts';
import { cookieSecret, onEachDatabase, testPassword } from '../../../../test/harness.ts';
import { HeadStart } from '../../../../test/head-start.ts';
import { inTurns } from '../../../../test/meet.ts';
import { journalTypes } from '../../../../test/observe.ts';
import { beginEnrolment, createOperator, enrol, operator, secretIn } from '../../../../test/operators.ts';
import { behindGate } from '../../../../test/starting-gate.ts';
import { totpAt } from '../../../../test/totp.ts';
import { accountByLogin } from '../../accounts/feature.ts';

const rounds = effort(12, 100);
const tries = 10;

// Throttling is off, since it would stop the losers long before all tries are made.
onEachDatabase(
  'operators at once',
  (test) => {
    const call: ReturnType<typeof test>['call'] = (...args) => test().call(...args);
    const signIn = (login: string, password: string, otp: string) =>
      call('POST', '/v1/sessions', {
        body: { session: { login, password, otp } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });

    it('enrol once by a link: one password, one factor, one answer of codes', async () => {
      for (let round = 0; round < rounds; round++) {
        const email = `racing${round}@platform.test`;
        const token = await createOperator(test(), email);
        const secret = secretIn(await beginEnrolment(test(), token));
        const attempt = totpAt(secret, test().clock.now());
        const passwords = Array.from({ length: tries }, (_, i) => `${testPassword} ${i}`);
        const account = await accountByLogin(test().app.ctx.reader, email);
        const replies = await behindGate(
          test(),
          account?.id ?? '',
          passwords.map((password) => () => enrol(test(), token, { attempt, password })),
        );
        const winners = passwords.filter((_, i) => replies[i]?.status === 200);
        expect(winners).toHaveLength(1);
        expect(replies.filter(({ status }) => status === 422)).toHaveLength(tries - 1);
        const codes: string[] = replies.find(({ status }) => status === 200)?.body.enrolment.codes;
        for (const [i, password] of passwords.slice(0, 3).entries()) {
          const entered = await signIn(email, password, codes[i] ?? '');
          expect(entered.status).toBe(winners.includes(password) ? 201 : 401);
        }
        expect((await signIn(email, winners[0] ?? '', codes[9] ?? '')).status).toBe(201);
      }
    });

    it('keep a second factor, whichever of two goes', async () => {
      // The one side removes the passkey, the other disables the app.
      const start = new HeadStart();
      for (let round = 0; goesOn(round, rounds, start.leastWins > rounds / 20); round++) {
        const { who, codes } = await operator(test());
        const session = cookieSecret(await signIn(who.email, who.password, codes[0] ?? ''));
        const { id } = await addPasskey(test(), who, undefined, session);
        const disable = async () => {
          await start.other();
          return call('DELETE', '/v1/client/tfa', { session, body: { tfa: { attempt: codes[1] } } });
        };
        const remove = async () => {
          await start.one();
          return call('DELETE', `/v1/passkeys/${id}`, { session, body: { passkey: { last: true } } });
        };
        const replies = await behindGate(test(), who.id, inTurns(tries, remove, disable));
        expect(replies.filter(({ status }) => status < 300)).toHaveLength(1);
        const types = await journalTypes(test().app, who.id);
        expect(types.filter((type) => type === 'tfa_disabled' || type === 'passkey_removed')).toHaveLength(1);
        // Whoever has no factor is no operator.
        const self = await call('GET', '/v1/users/self', { session });
        expect(self.body.user.flags).toEqual({ operator: true });
        start.ended(types.includes('passkey_removed'));
      }
      expect(start.leastWins).toBeGreaterThan(rounds / 20);
    });
  },
  { LOGE_THROTTLING: 'off' },
);
