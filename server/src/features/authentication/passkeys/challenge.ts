import { randomBytes } from 'node:crypto';
import { minutes } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';

/**
 * A challenge proves itself: it is a nonce, its expiry, and a MAC over both, its purpose and its subject. Nothing is stored
 * when one is made, so that asking costs the database nothing. When one is answered its hash is stored, so that it is answered
 * only once (WebAuthn Level 3, 13.4.3).
 */
const nonceBytes = 16;
const expiryBytes = 6;
const bodyBytes = nonceBytes + expiryBytes;
export const challengeMs = minutes(5);

type ChallengePurpose = 'register' | 'assert';

/** @param subject names whom the challenge is for; empty when nobody is known yet. */
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

/** Whether the challenge is Loge's, for this purpose and subject, and not expired. */
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
