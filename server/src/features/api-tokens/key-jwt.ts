import { randomUUID } from 'node:crypto';
import type { Scope } from '@loge/protocol';
import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import type { Context } from '../../platform/context.ts';
import { signingKeysOf } from './signing-keys.ts';

/** A type of its own (RFC 8725, 3.11): it passes for no token's JWT, and no other service takes it. */
const type = 'ssh-login+jwt';
/** As long as it takes a command line to ask for a token with it (docs/rules.md#ssh-login). */
const seconds = 300;
/** The contract's login by SSH: who am I, and a token (docs/contract.md#command-line-login). */
const scopes: readonly Scope[] = ['account:read', 'tokens:read', 'tokens:write'];

/** What a JWT says that was made for an SSH key's owner. */
interface KeyClaims {
  readonly accountId: string;
  readonly keyId: string;
  readonly scopes: readonly string[];
}

const issuerOf = (ctx: Context): string => ctx.config.publicUrl.origin;

/** A five-minute JWT for the owner of an SSH key. */
export async function signForKey(ctx: Context, accountId: string, keyId: string): Promise<string> {
  const { kid, algorithm, key } = await signingKeysOf(ctx).forSigning();
  const now = Math.floor(ctx.now() / 1000);
  return new SignJWT({ ssh_key: keyId, scope: scopes.join(' ') })
    .setProtectedHeader({ alg: algorithm, typ: type, kid })
    .setIssuer(issuerOf(ctx))
    .setAudience(issuerOf(ctx))
    .setSubject(accountId)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(key);
}

/**
 * Null for anything that is not such a JWT of ours, in its time; whether its key is still good is for whoever asks to look up.
 */
export async function verifyForKey(ctx: Context, jwt: string): Promise<KeyClaims | null> {
  try {
    const { kid, typ } = decodeProtectedHeader(jwt);
    const key = typ === type && kid !== undefined ? await signingKeysOf(ctx).forVerifying(kid) : null;
    if (!key) return null;
    const { payload } = await jwtVerify(jwt, key.key, {
      algorithms: [key.algorithm],
      typ: type,
      issuer: issuerOf(ctx),
      audience: issuerOf(ctx),
      requiredClaims: ['sub', 'exp', 'jti', 'ssh_key', 'scope'],
      currentDate: new Date(ctx.now()),
    });
    const { sub = '', ssh_key: keyId, scope } = payload;
    if (typeof keyId !== 'string' || typeof scope !== 'string') return null;
    return { accountId: sub, keyId, scopes: scope.split(' ') };
  } catch (error) {
    // What is no JWT, or not ours; anything else (the database away) is not the caller's fault.
    if (error instanceof errors.JOSEError || error instanceof TypeError) return null;
    throw error;
  }
}
