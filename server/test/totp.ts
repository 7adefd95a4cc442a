import { createHmac } from 'node:crypto';
import type { Person, TestApp } from './harness.ts';

/**
 * An authenticator app of the tests' own, from the RFCs and not from the server's library (RFC 4226, 5.3; RFC
 * 6238, 4.2): HMAC-SHA-1 over the 30-second step, dynamically truncated to six digits.
 */
export function totpAt(secret: string, now: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = mac.readUInt8(19) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
  const bits = [...text]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** Begins two-factor authentication in a session; the secret out of the `otpauth:` address. */
export async function beginTotp(test: TestApp, session: string): Promise<string> {
  const begun = await test.call('POST', '/v1/client/tfa', { session, body: { tfa: { provider: 'totp' } } });
  const secret = new URL(begun.body.tfa?.uri ?? 'x:').searchParams.get('secret');
  if (begun.status !== 200 || !secret) throw new Error(`tfa: ${JSON.stringify(begun.body)}`);
  return secret;
}

export interface Enrolled {
  readonly secret: string;
  /** Recovery codes. */
  readonly codes: readonly string[];
  /** The session that it was turned on in. */
  readonly session: string;
}

/** Turns two-factor authentication on, as a member does. */
export async function enableTotp(test: TestApp, who: Person): Promise<Enrolled> {
  const session = await test.signIn(who);
  const secret = await beginTotp(test, session);
  const attempt = totpAt(secret, test.clock.now());
  const enabled = await test.call('POST', '/v1/client/tfa/validate', { session, body: { tfa: { attempt } } });
  if (enabled.status !== 200) throw new Error(`tfa: ${JSON.stringify(enabled.body)}`);
  return { secret, codes: enabled.body.tfa.codes as string[], session };
}
