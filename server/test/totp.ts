import type { Person, TestApp } from './harness.ts';
import { totpAt } from './totp-app.ts';

export { totpAt };

/** Begins two-factor authentication in a session; returns the secret from the `otpauth:` address. */
export async function beginTotp(test: TestApp, session: string): Promise<string> {
  const begun = await test.call('POST', '/v1/client/tfa', { session, body: { tfa: { provider: 'totp' } } });
  const secret = new URL(begun.body.tfa?.uri ?? 'x:').searchParams.get('secret');
  if (begun.status !== 200 || !secret) throw new Error(`tfa: ${JSON.stringify(begun.body)}`);
  return secret;
}

/**
 * A secret whose present code begins with a zero, as one in ten does. It asks for new secrets until one fits. The clock stands
 * still, so the code is still right when it is given.
 */
export async function secretWithZero(test: TestApp, begin: () => Promise<string>): Promise<string> {
  for (let tries = 0; tries < 500; tries++) {
    const secret = await begin();
    if (totpAt(secret, test.clock.now()).startsWith('0')) return secret;
  }
  throw new Error('no code begins with a zero');
}

interface Enrolled {
  readonly secret: string;
  /** Recovery codes. */
  readonly codes: readonly string[];
  /** The session that the factor was turned on in. */
  readonly session: string;
}

/** Turns two-factor authentication on, as a member does, in the given session or a new one. */
export async function enableTotp(test: TestApp, who: Person, known?: string): Promise<Enrolled> {
  const session = known ?? (await test.signIn(who));
  const secret = await beginTotp(test, session);
  const attempt = totpAt(secret, test.clock.now());
  const enabled = await test.call('POST', '/v1/client/tfa/validate', { session, body: { tfa: { attempt } } });
  if (enabled.status !== 200) throw new Error(`tfa: ${JSON.stringify(enabled.body)}`);
  return { secret, codes: enabled.body.tfa.codes as string[], session };
}
