import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomUUID,
} from 'node:crypto';
import { type Actor, jobActor } from '../../kernel/actor.ts';
import { hours, instantOf, minutes } from '../../kernel/clock.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Context } from '../../platform/context.ts';
import { platformJournal } from '../../platform/journal/append.ts';
import { perContext } from '../../platform/per-context.ts';
import {
  insertSigningKey,
  publishedKeys,
  retireSigningKeys,
  type SigningKeyRow,
} from './signing-key-queries.ts';

/** By `LOGE_JWT_ALGORITHM` (RFC 7518, 3.4; RFC 8037, 3.1). */
type Algorithm = Config['LOGE_JWT_ALGORITHM'];

// A retired key stays published until its last JWT has expired, with room for other nodes' reloads and clocks.
const publishedAfterRetirementMs = hours(1) + minutes(10);
const reloadAfterMs = minutes(1);
/** How long others may keep the key set. */
export const keySetMaxAgeMs = minutes(5);
/**
 * A key signs once whoever verifies can know it (docs/rules.md#signing-keys): every node has loaded it, what was kept of
 * the set before is old, and clocks may be a minute apart.
 */
export const publishedAheadMs = keySetMaxAgeMs + reloadAfterMs + minutes(1);

/** A public key as others read it (RFC 7517). */
type PublishedKey = JsonWebKey & { kty: string; kid: string; alg: string; use: string };

export interface SigningKey {
  readonly kid: string;
  readonly algorithm: Algorithm;
  readonly key: KeyObject;
}

interface KeySet {
  readonly signing: SigningKey;
  readonly verifying: ReadonlyMap<string, SigningKey>;
  readonly published: readonly PublishedKey[];
}

/** Context that the private half is sealed in. */
export const signingKeyContext = (kid: string): string => `signing-key:${kid}`;

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

  async forSigning(): Promise<SigningKey> {
    return (await this.#current()).signing;
  }

  /** Null for a key that is not ours, or no longer published. */
  async forVerifying(kid: string): Promise<SigningKey | null> {
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
    // Beyond that only a clock that was ahead has put it.
    const left = this.#reloadAt - now;
    if (this.#set && left > 0 && left <= reloadAfterMs) return this.#set;
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
    const { reader, keyring, config } = this.#ctx;
    const algorithm = config.LOGE_JWT_ALGORITHM;
    const after = instantOf(now - publishedAfterRetirementMs);
    let rows = await publishedKeys(reader, after);
    if (!rows.some((row) => row.retired_at === null && row.alg === algorithm)) {
      await addSigningKey(this.#ctx, jobActor('first-signing-key'), algorithm);
      rows = await publishedKeys(reader, after);
    }
    const signs = keyThatSigns(rows, algorithm, now);
    const privateKey = keyring.unseal(signingKeyContext(signs.kid), signs.sealed_private_key);
    const published = rows.map(publishedJwk);
    const verifying = published.map((jwk): [string, SigningKey] => [
      jwk.kid,
      {
        kid: jwk.kid,
        algorithm: jwk.alg as Algorithm,
        key: createPublicKey({ key: jwk, format: 'jwk' }),
      },
    ]);
    return {
      signing: { kid: signs.kid, algorithm: signs.alg as Algorithm, key: createPrivateKey(privateKey) },
      verifying: new Map(verifying),
      published,
    };
  }
}

export const signingKeysOf = perContext((ctx) => new SigningKeys(ctx));

/**
 * Of the keys that are not retired yet, newest first: the newest that was published long enough, of this node's own
 * algorithm if there is one (while nodes change from one algorithm to the other, each signs by its own). Where none was,
 * the first key of all, or the one that a rotation has just replaced: they sign at once.
 */
function keyThatSigns(rows: readonly SigningKeyRow[], algorithm: Algorithm, now: number): SigningKeyRow {
  const [at, publishedBefore] = [instantOf(now), instantOf(now - publishedAheadMs)];
  const live = rows.filter((row) => row.retired_at === null || row.retired_at > at);
  const known = live.filter((row) => row.created_at <= publishedBefore);
  const first = live.findLast((row) => row.retired_at !== null) ?? live.at(-1);
  const found = known.find((row) => row.alg === algorithm) ?? known[0] ?? first;
  if (!found) throw new Error('no signing key');
  return found;
}

const publishedJwk = (row: SigningKeyRow): PublishedKey => ({
  ...(JSON.parse(row.public_jwk) as JsonWebKey & { kty: string }),
  kid: row.kid,
  alg: row.alg,
  use: 'sig',
});

/** Makes the key that signs once it was published long enough, and has every other one sign until then; returns its kid. */
export const makeSigningKey = (ctx: Context, actor: Actor): Promise<string> =>
  putSigningKey(ctx, actor, ctx.config.LOGE_JWT_ALGORITHM, null);

/** As `makeSigningKey`, but leaves keys of the other algorithm to the nodes that still sign by it. */
const addSigningKey = (ctx: Context, actor: Actor, algorithm: Algorithm): Promise<string> =>
  putSigningKey(ctx, actor, algorithm, algorithm);

async function putSigningKey(
  ctx: Context,
  actor: Actor,
  algorithm: Algorithm,
  retires: Algorithm | null,
): Promise<string> {
  const { publicKey, privateKey } = newKeyPair(algorithm);
  const kid = randomUUID();
  const pem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  await ctx.write(actor, async (tx) => {
    const retired = await retireSigningKeys(tx, retires, instantOf(Date.parse(tx.now) + publishedAheadMs));
    await insertSigningKey(tx, {
      kid,
      alg: algorithm,
      public_jwk: JSON.stringify(publicKey.export({ format: 'jwk' })),
      sealed_private_key: (await tx.key()).seal(signingKeyContext(kid), pem),
    });
    await tx.record({ type: 'signing_key_made', accountId: platformJournal, data: { kid, retired } });
  });
  return kid;
}

const newKeyPair = (algorithm: Algorithm) =>
  algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
