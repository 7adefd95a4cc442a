import { hash as bcrypt } from '@node-rs/bcrypt';
import { describe, expect, it } from 'vitest';
import { effort, goesOn } from '../../../../test/effort.ts';
import { cookieSecret, onEachDatabase, type Person, testPassword } from '../../../../test/harness.ts';
import { expectError, journalTypes } from '../../../../test/observe.ts';
import { commandActor } from '../../../kernel/actor.ts';
import { putPassword } from './feature.ts';

const next = 'another horse, another battery';
/** Rounds of forty tries: a thousand tries in all, or eighty. */
const rounds = effort(2, 25);
const atOnce = 40;

// Throttling is off, since it would stop most tries long before a thousand.
onEachDatabase(
  'a password at once',
  (test) => {
    const signIn = (who: Person, password = who.password) =>
      test().call('POST', '/v1/sessions', {
        body: { session: { login: who.email, password } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    const change = (session: string) =>
      test().call('PUT', '/v1/users/account', {
        session,
        body: { user: { password: next, current_password: testPassword } },
      });
    const importHash = async (who: Person) => {
      const hash = await bcrypt(testPassword, { cost: 4 });
      await test().app.ctx.write(commandActor('test'), (tx) => putPassword(tx, who.id, hash, null));
    };
    const rehashed = async (who: Person) =>
      (await journalTypes(test().app, who.id)).filter((type) => type === 'password_rehashed').length;

    describe.each([
      ['', async () => {}],
      [' whose hash came from elsewhere', importHash],
    ])('of somebody%s', (_what, prepare: (who: Person) => Promise<void>) => {
      it(`that is replaced opens nothing that lasts: ${rounds * atOnce} sign-ins beside a change`, async () => {
        let opened = 0;
        for (let round = 0; goesOn(round, rounds, opened > 0); round++) {
          const who = await test().person();
          const session = await test().signIn(who);
          await prepare(who);
          // Several rows of sign-ins, each one after the other, so that some are half done when the change comes.
          const row = async () => {
            const answers = [];
            for (let i = 0; i < 5; i++) answers.push(await signIn(who));
            return answers;
          };
          const rows = Array.from({ length: atOnce / 5 }, row);
          const changed = await change(session);
          const answers = (await Promise.all(rows)).flat();
          expect(changed.status, JSON.stringify(changed.body)).toBe(200);
          for (const answer of answers) {
            if (answer.status !== 201) {
              expectError(answer, 'invalid_credentials');
              continue;
            }
            opened++;
            const secret = cookieSecret(answer);
            expectError(await test().call('GET', '/v1/users/self', { session: secret }), 'not_authenticated');
          }
          expect((await test().call('GET', '/v1/users/self', { session })).status).toBe(200);
          expectError(await signIn(who), 'invalid_credentials');
          expect((await signIn(who, next)).status).toBe(201);
        }
        // Otherwise there was no race.
        expect(opened).toBeGreaterThan(0);
      });
    });

    it(`whose hash came from elsewhere lets in ${rounds * atOnce}, and is made anew once for all at once`, async () => {
      for (let round = 0; round < rounds; round++) {
        const who = await test().person();
        await importHash(who);
        const tries = await Promise.all(Array.from({ length: atOnce }, () => signIn(who)));
        expect(tries.map(({ status }) => status)).toEqual(tries.map(() => 201));
        expect(await rehashed(who)).toBe(1);
      }
    });
  },
  { LOGE_THROTTLING: 'off' },
);
