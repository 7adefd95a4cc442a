import { randomUUID } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import type { Context } from '../../platform/context.ts';
import { hashSecret } from '../../platform/crypto/keyring.ts';
import { jwtSeconds, type SigningKeys, signingAlgorithm } from './signing-keys.ts';

/** What Loge's own JWTs say beside the registered claims. */
export interface Claims {
  readonly accountId: string;
  readonly tokenId: string;
  /** Of the token's secret: a renewed token's JWTs die (settled 22). */
  readonly generation: number;
}

const type = 'at+jwt';
// Room for the busiest minute of a large platform; each entry is about 300 bytes.
const maxRemembered = 20_000;

/** Signs and verifies JWTs. What was verified is remembered by hash until it expires (settled 25). */
export class Jwts {
  readonly #ctx: Context;
  readonly #keys: SigningKeys;
  readonly #issuer: string;
  readonly #verified = new Map<string, { claims: Claims; expiresAt: number }>();

  constructor(ctx: Context, keys: SigningKeys) {
    this.#ctx = ctx;
    this.#keys = keys;
    this.#issuer = ctx.config.publicUrl.origin;
  }

  async sign(claims: Claims): Promise<string> {
    const { kid, key } = await this.#keys.forSigning();
    const now = Math.floor(this.#ctx.now() / 1000);
    return new SignJWT({ tid: claims.tokenId, gen: claims.generation })
      .setProtectedHeader({ alg: signingAlgorithm, typ: type, kid })
      .setIssuer(this.#issuer)
      .setAudience(this.#issuer)
      .setSubject(claims.accountId)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + jwtSeconds)
      .sign(key);
  }

  /** Null for anything that is not a JWT of ours, for us, in its time. */
  async verify(jwt: string): Promise<Claims | null> {
    const hash = hashSecret(jwt);
    const now = this.#ctx.now();
    const known = this.#verified.get(hash);
    if (known) return known.expiresAt > now ? known.claims : null;
    const read = await this.#read(jwt, now);
    if (!read) return null;
    if (this.#verified.size >= maxRemembered) this.#forgetOldest();
    this.#verified.set(hash, read);
    return read.claims;
  }

  async #read(jwt: string, now: number): Promise<{ claims: Claims; expiresAt: number } | null> {
    try {
      const { kid } = decodeProtectedHeader(jwt);
      const key = kid === undefined ? null : await this.#keys.forVerifying(kid);
      if (!key) return null;
      const { payload } = await jwtVerify(jwt, key, {
        algorithms: [signingAlgorithm],
        typ: type,
        issuer: this.#issuer,
        audience: this.#issuer,
        requiredClaims: ['sub', 'exp', 'jti'],
        currentDate: new Date(now),
      });
      const { sub, exp, tid, gen } = payload;
      if (!sub || !exp || typeof tid !== 'string' || typeof gen !== 'number') return null;
      return { claims: { accountId: sub, tokenId: tid, generation: gen }, expiresAt: exp * 1000 };
    } catch (error) {
      // jose's refusals all mean "not a JWT of ours"; anything else (the database away) is not the caller's fault.
      if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return null;
      if (error instanceof TypeError) return null;
      throw error;
    }
  }

  #forgetOldest(): void {
    const [oldest] = this.#verified.keys();
    if (oldest !== undefined) this.#verified.delete(oldest);
  }
}
