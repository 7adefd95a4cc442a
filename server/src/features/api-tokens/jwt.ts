import { randomUUID, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/keyring.ts';
import { perContext } from '../../platform/per-context.ts';
import { type SigningKey, type SigningKeys, signingKeysOf } from './signing-keys.ts';
import type { Limits } from './token-limits.ts';

/** What Loge's own JWTs say. */
interface Claims extends Limits {
  readonly accountId: string;
  readonly tokenId: string;
  /** Of the token's secret: a renewed token's JWTs die with it (docs/rules.md#renewal-with-overlap). */
  readonly generation: number;
  /** Who it is for: Loge's own issuer among them, or not. */
  readonly audience: readonly string[];
  /** Seconds since the Unix epoch. */
  readonly expiresAt: number;
}

interface VerifiedClaims extends Claims {
  readonly jti: string;
  readonly issuedAt: number;
  /** Loge itself is among whom it is for; it accepts no other (docs/rules.md#audiences). */
  readonly forUs: boolean;
}

const type = 'at+jwt';
/** The scope of a JWT that carries the account's exact permissions. */
export const fullScope = '*';
// Room for the busiest minute of a large platform; each entry is about 400 bytes.
const maxRemembered = 20_000;

/** Signs and verifies JWTs. What was verified is remembered by hash until it expires (docs/rules.md#jwt-verification). */
class Jwts {
  readonly issuer: string;
  readonly #ctx: Context;
  readonly #keys: SigningKeys;
  readonly #verified = new Map<string, VerifiedClaims>();

  constructor(ctx: Context, keys: SigningKeys) {
    this.#ctx = ctx;
    this.#keys = keys;
    this.issuer = ctx.config.publicUrl.origin;
  }

  async sign(claims: Claims): Promise<string> {
    const { audience, scopes, applications } = claims;
    return signed(await this.#keys.forSigning(), {
      iss: this.issuer,
      sub: claims.accountId,
      // One name alone is text: clients of before audiences read it so.
      aud: audience.length === 1 ? audience[0] : audience,
      iat: Math.floor(this.#ctx.now() / 1000),
      exp: claims.expiresAt,
      jti: randomUUID(),
      tid: claims.tokenId,
      gen: claims.generation,
      scope: scopes?.join(' ') ?? fullScope,
      ...(applications === null ? {} : { applications }),
    });
  }

  /** Null for anything that is not a JWT of ours, in its time. For whom it is, is the caller's to look at. */
  verify(jwt: string): VerifiedClaims | null | Promise<VerifiedClaims | null> {
    const hash = hashSecret(jwt);
    const now = this.#ctx.now();
    const known = this.#verified.get(hash);
    if (!known) return this.#verify(jwt, hash, now);
    return known.expiresAt * 1000 > now ? known : null;
  }

  async #verify(jwt: string, hash: string, now: number): Promise<VerifiedClaims | null> {
    const read = await this.#read(jwt, now);
    if (!read) return null;
    if (this.#verified.size >= maxRemembered) this.#forgetOldest();
    this.#verified.set(hash, read);
    return read;
  }

  async #read(jwt: string, now: number): Promise<VerifiedClaims | null> {
    try {
      const { kid } = decodeProtectedHeader(jwt);
      const key = kid === undefined ? null : await this.#keys.forVerifying(kid);
      if (!key) return null;
      const { payload } = await jwtVerify(jwt, key.key, {
        algorithms: [key.algorithm],
        typ: type,
        issuer: this.issuer,
        requiredClaims: ['sub', 'exp', 'iat', 'jti'],
        currentDate: new Date(now),
      });
      return this.#claimsOf(payload);
    } catch (error) {
      // jose's refusals all mean "not a JWT of ours"; anything else (the database away) is not the caller's fault.
      if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return null;
      if (error instanceof TypeError) return null;
      throw error;
    }
  }

  #claimsOf(payload: Record<string, unknown>): VerifiedClaims | null {
    const { sub, exp, iat, jti, tid, gen, scope, aud, applications } = payload;
    if (typeof sub !== 'string' || typeof jti !== 'string' || typeof tid !== 'string') return null;
    if (typeof exp !== 'number' || typeof iat !== 'number' || typeof gen !== 'number') return null;
    if (typeof scope !== 'string' || !(applications === undefined || isTextList(applications))) return null;
    const audience = typeof aud === 'string' ? [aud] : isTextList(aud) ? aud : [];
    return {
      accountId: sub,
      tokenId: tid,
      generation: gen,
      scopes: scope === fullScope ? null : scope.split(' '),
      applications: applications ?? null,
      audience,
      jti,
      issuedAt: iat,
      expiresAt: exp,
      forUs: audience.includes(this.issuer),
    };
  }

  #forgetOldest(): void {
    const [oldest] = this.#verified.keys();
    if (oldest !== undefined) this.#verified.delete(oldest);
  }
}

export const jwtsOf = perContext((ctx) => new Jwts(ctx, signingKeysOf(ctx)));

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** In a thread of Node's pool: signing here would keep the event loop for a third of an exchange's time. */
const signAside = promisify(sign);

/** A JWS in compact form (RFC 7515, 7.1). */
async function signed({ kid, algorithm, key }: SigningKey, payload: unknown): Promise<string> {
  const text = `${encode({ alg: algorithm, typ: type, kid })}.${encode(payload)}`;
  const bytes = Buffer.from(text);
  const signature =
    algorithm === 'ES256'
      ? sideBySide(await signAside('sha256', bytes, key))
      : await signAside(null, bytes, key);
  return `${text}.${signature.toString('base64url')}`;
}

/**
 * The two numbers of an ECDSA signature, 32 bytes each, as JWS wants them (RFC 7518, 3.4), from OpenSSL's DER sequence of
 * two integers. OpenSSL would do it too, for more than the signature itself costs (measured: 39 µs beside 18 µs).
 */
function sideBySide(der: Buffer): Buffer {
  const pair = Buffer.alloc(64);
  // Both bodies are shorter than 128 bytes: every length is one byte.
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    const start = at + 2;
    // An integer whose highest bit is set has a zero in front; one that is small is shorter.
    const skipped = Math.max(0, length - 32);
    der.copy(pair, end - (length - skipped), start + skipped, start + length);
    at = start + length;
  }
  return pair;
}
