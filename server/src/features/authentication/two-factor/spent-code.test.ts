import { expect, it } from 'vitest';
import { onEachDatabase, type Person } from '../../../../test/harness.ts';
import { enableTotp, totpAt } from '../../../../test/totp.ts';
import { seconds } from '../../../kernel/clock.ts';

onEachDatabase('a code that was used', (test) => {
  const signIn = async (who: Person, otp: string) => {
    const { status, body } = await test().call('POST', '/v1/sessions', {
      body: { session: { login: who.email, password: who.password, otp } },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    return status === 201 ? 'in' : (body.code as string);
  };

  it('counts as a guess: whoever saw it typed buys no more guesses with it', async () => {
    const who = await test().person();
    const { secret } = await enableTotp(test(), who);
    test().clock.advance(seconds(60));
    const now = test().clock.now();
    const used = totpAt(secret, now);
    expect(await signIn(who, used)).toBe('in');
    const good = [-60, -30, 0, 30, 60].map((away) => totpAt(secret, now + seconds(away)));
    const wrong = Array.from({ length: 20 }, (_, i) => String(100_000 + i)).filter(
      (code) => !good.includes(code),
    );
    for (const guess of wrong.slice(0, 9)) expect(await signIn(who, guess)).toBe('otp_invalid');
    expect(await signIn(who, used)).toBe('otp_invalid');
    // The limit is ten in all, and not one more.
    expect(await signIn(who, wrong[10] ?? '')).toBe('throttled');
  });
});
