import { randomUUID } from 'node:crypto';
import { exportJWK, exportPKCS8, generateKeyPair, importJWK, importPKCS8, type JWK } from 'jose';
import { type Actor, jobActor } from '../../kernel/actor.ts';
import { hours, instantOf, minutes } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { platformJournal } from '../../platform/journal/append.ts';
import { insertSigningKey, publishedKeys, retireSigningKeys, type SigningKeyRow } from './queries.ts';

export const signingAlgorithm = 'ES256';
/** Seconds that a JWT is good (wire contract, section 3). */
export const jwtSeconds = 3600;
// A retired key stays published until its last JWT has expired, with room for other nodes' reloads and clocks.
const publishedAfterRetirementMs = hours(1) + minutes(10);
const reloadAfterMs = minutes(1);

type Key = Awaited<ReturnType<typeof importPKCS8>>;

/** A public key as others read it (RFC 7517). */
export type PublishedKey = JWK & { kty: string; kid: string; alg: string; use: string };

interface KeySet {
  readonly signing: { readonly kid: string; readonly key: Key };
  readonly verifying: ReadonlyMap<string, Key>;
  readonly published: readonly PublishedKey[];
}

const sealContext = (kid: string): string => `signing-key:${kid}`;

/**
 * The keys that sign and verify JWTs, shared by all nodes through the database and read again every minute,
 * so that a rotation reaches every node without a restart.
 */
export class SigningKeys {
  readonly #ctx: Context;
  #set: Promise<KeySet> | null = null;
  #reloadAt = 0;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  async forSigning(): Promise<KeySet['signing']> {
    return (await this.#current()).signing;
  }

  /** Null for a key that is not ours, or no longer published. */
  async forVerifying(kid: string): Promise<Key | null> {
    const known = (await this.#current()).verifying.get(kid);
    if (known) return known;
    // Another node may have rotated a moment ago; an invented kid must not make us read each time.
    if (this.#ctx.now() < this.#reloadAt - reloadAfterMs + 1000) return null;
    this.#reloadAt = 0;
    return (await this.#current()).verifying.get(kid) ?? null;
  }

  async published(): Promise<readonly PublishedKey[]> {
    return (await this.#current()).published;
  }

  #current(): Promise<KeySet> {
    const now = this.#ctx.now();
    if (this.#set && now < this.#reloadAt) return this.#set;
    this.#reloadAt = now + reloadAfterMs;
    const before = this.#set;
    const loading = this.#load(now).catch((error: unknown) => {
      // The database is away: what was known goes on, and the next request tries again.
      this.#reloadAt = 0;
      if (before) return before;
      this.#set = null;
      throw error;
    });
    this.#set = loading;
    return loading;
  }

  async #load(now: number): Promise<KeySet> {
    const after = instantOf(now - publishedAfterRetirementMs);
    let rows = await publishedKeys(this.#ctx.reader, after);
    if (!rows.some((row) => row.retired_at === null)) {
      await makeSigningKey(this.#ctx, jobActor('first-signing-key'));
      rows = await publishedKeys(this.#ctx.reader, after);
    }
    const newest = rows.find((row) => row.retired_at === null);
    if (!newest) throw new Error('no signing key');
    const privateKey = this.#ctx.keyring.unseal(sealContext(newest.kid), newest.sealed_private_key);
    const published = rows.map(publishedJwk);
    const verifying = await Promise.all(
      published.map(async (jwk) => [jwk.kid, (await importJWK(jwk)) as Key] as const),
    );
    return {
      signing: { kid: newest.kid, key: await importPKCS8(privateKey, signingAlgorithm) },
      verifying: new Map(verifying),
      published,
    };
  }
}

const publishedJwk = (row: SigningKeyRow): PublishedKey => ({
  ...(JSON.parse(row.public_jwk) as JWK & { kty: string }),
  kid: row.kid,
  alg: row.alg,
  use: 'sig',
});

/** Makes the key that signs from now on and retires the others; returns its kid. */
export async function makeSigningKey(ctx: Context, actor: Actor): Promise<string> {
  const { publicKey, privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  const kid = randomUUID();
  const pkcs8 = await exportPKCS8(privateKey);
  const jwk = JSON.stringify(await exportJWK(publicKey));
  await ctx.write(actor, async (tx) => {
    const retired = await retireSigningKeys(tx);
    await insertSigningKey(tx, {
      kid,
      alg: signingAlgorithm,
      public_jwk: jwk,
      sealed_private_key: ctx.keyring.seal(sealContext(kid), pkcs8),
    });
    await tx.record({ type: 'signing_key_made', accountId: platformJournal, data: { kid, retired } });
  });
  return kid;
}
