import { expect, it } from 'vitest';
import { effort } from '../../../../test/effort.ts';
import { cookieSecret, onEachDatabase } from '../../../../test/harness.ts';
import { journalTypes } from '../../../../test/observe.ts';
import { behindGate } from '../../../../test/starting-gate.ts';

const path = '/v1/sessions/current/proof';
const rounds = effort(10, 100);

// Throttling is off, since it would stop the losers long before a thousand.
onEachDatabase(
  'proofs at once',
  (test) => {
    it(`of ${10 * rounds} tries in ${rounds} sessions, leave one live secret each`, async () => {
      const who = await test().person();
      for (let round = 0; round < rounds; round++) {
        const session = await test().signIn(who);
        const before = (await journalTypes(test().app, who.id)).length;
        const prove = () =>
          test().call('POST', path, { session, body: { proof: { password: who.password } } });
        const tries = await behindGate(test(), who.id, Array<typeof prove>(10).fill(prove));
        const [won, ...more] = tries.filter(({ status }) => status === 200);
        expect(more).toEqual([]);
        expect(tries.filter(({ status }) => status === 401)).toHaveLength(9);
        const since = (await journalTypes(test().app, who.id)).slice(before);
        expect(since.filter((type) => type === 'proof_given')).toHaveLength(1);
        const self = (secret: string) => test().call('GET', '/v1/users/self', { session: secret });
        expect((await self(won ? cookieSecret(won) : '')).status).toBe(200);
        expect((await self(session)).status).toBe(401);
        const losers = tries.filter(({ status }) => status !== 200);
        for (const { headers } of losers) expect(headers['set-cookie']).toBeUndefined();
      }
    });
  },
  { LOGE_THROTTLING: 'off' },
);
