import { randomBytes } from 'node:crypto';
import { minutes } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';

/**
 * Challenges that prove themselves: a nonce, when they end, and a MAC over both, what they are for and for whom.
 * Nothing is kept until one is answered, so that asking for one costs the database nothing; then its hash is, so
 * that it is answered once (WebAuthn Level 3, 13.4.3).
 */
const nonceBytes = 16;
const expiryBytes = 6;
const bodyBytes = nonceBytes + expiryBytes;
export const challengeMs = minutes(5);

export type ChallengePurpose = 'register' | 'assert';

/** @param subject whom it is for; empty when nobody is known yet. */
export function makeChallenge(
  ctx: Context,
  purpose: ChallengePurpose,
  subject: string,
): Uint8Array<ArrayBuffer> {
  const body = Buffer.alloc(bodyBytes);
  randomBytes(nonceBytes).copy(body);
  body.writeUIntBE(ctx.now() + challengeMs, nonceBytes, expiryBytes);
  return new Uint8Array(Buffer.concat([body, macOf(ctx, purpose, subject, body)]));
}

/** Whether it is one of ours, for this, for them, and in its time. */
export function isChallenge(
  ctx: Context,
  purpose: ChallengePurpose,
  subject: string,
  challenge: string,
): boolean {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== bodyBytes + 32 || bytes.toString('base64url') !== challenge) return false;
  const body = bytes.subarray(0, bodyBytes);
  const mac = bytes.subarray(bodyBytes).toString('base64url');
  if (!ctx.keyring.macMatches('webauthn-challenge', textOf(purpose, subject, body), mac)) return false;
  return body.readUIntBE(nonceBytes, expiryBytes) > ctx.now();
}

const textOf = (purpose: ChallengePurpose, subject: string, body: Buffer): string =>
  `${purpose}\n${subject}\n${body.toString('base64url')}`;

const macOf = (ctx: Context, purpose: ChallengePurpose, subject: string, body: Buffer): Buffer =>
  Buffer.from(ctx.keyring.mac('webauthn-challenge', textOf(purpose, subject, body)), 'base64url');
