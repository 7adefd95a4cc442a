import { expect, it } from 'vitest';
import { effort } from '../../../../test/effort.ts';
import { onEachDatabase, type Person } from '../../../../test/harness.ts';
import { enableTotp, totpAt } from '../../../../test/totp.ts';
import { seconds } from '../../../kernel/clock.ts';

/** How many codes are used, each ten times at once. */
const spent = effort(10, 100);

// Throttling is off, since it would stop the losers long before a thousand.
onEachDatabase(
  'second factors at once',
  (test) => {
    const enrolled = async () => {
      const who = await test().person();
      const app = await enableTotp(test(), who);
      test().clock.advance(seconds(60));
      return { who, ...app };
    };
    const signIn = (who: Person, otp: string) =>
      test().call('POST', '/v1/sessions', {
        body: { session: { login: who.email, password: who.password, otp } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    const basic = (who: Person, otp: string) =>
      test().call('POST', '/v1/tokens', {
        body: { token: { name: 'cli' } },
        basic: `${who.username}:${who.password}`,
        headers: { 'x-authorization-otp': otp },
      });
    /** How many of ten simultaneous tries, by page and by Basic, were let in. */
    const race = async (who: Person, otp: string) => {
      const tries = await Promise.all(
        Array.from({ length: 10 }, (_, i) => (i % 2 ? basic(who, otp) : signIn(who, otp))),
      );
      const lost = tries.filter(({ status }) => status !== 201);
      expect(lost.map(({ body }) => body.code)).toEqual(lost.map(() => 'otp_invalid'));
      return tries.length - lost.length;
    };

    // ASVS 2.3.4, 6.5.1
    it(`${10 * spent} tries with ${spent} TOTP codes let in ${spent}`, async () => {
      const { who, secret } = await enrolled();
      for (let round = 0; round < spent; round++) {
        test().clock.advance(seconds(30));
        expect(await race(who, totpAt(secret, test().clock.now()))).toBe(1);
      }
    });

    // ASVS 2.3.4, 6.5.1
    it(`${10 * spent} tries with ${spent} recovery codes let in ${spent}`, async () => {
      for (let person = 0; person < spent / 10; person++) {
        const { who, codes } = await enrolled();
        for (const code of codes) expect(await race(who, code)).toBe(1);
      }
    });
  },
  { LOGE_THROTTLING: 'off' },
);
