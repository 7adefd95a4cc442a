import type { Renewal } from '../../../kernel/actor.ts';
import { randomSecret } from '../../../kernel/ids.ts';
import type { Context } from '../../../platform/context.ts';
import type { RenewedSession } from '../../../platform/credential.ts';
import { hashSecret } from '../../../platform/crypto/keyring.ts';
import type { Principal } from '../../../platform/principal.ts';
import type { Tx } from '../../../platform/write.ts';
import { changeSecret, sessionWithSecret } from './queries.ts';

/** Drawn when it is first asked for, since most requests need none. */
export class NextSecret implements Renewal {
  #drawn: string | null = null;

  secret(): string {
    this.#drawn ??= randomSecret();
    return this.#drawn;
  }

  get drawn(): string | null {
    return this.#drawn;
  }
}

/**
 * Gives the session that a write comes by a new secret, as part of that write: whoever copied its cookie is out (ASVS
 * 7.2.4). Nothing by bearer. The answer to the request brings the browser the new one (`renewedSession`).
 */
export async function renewOwnSession(tx: Tx): Promise<void> {
  const { actor } = tx;
  if (actor.kind !== 'member' || actor.credential.kind !== 'session') return;
  const { id, checked } = actor.credential;
  if (id !== null && checked?.renewal) await changeSecret(tx, id, hashSecret(checked.renewal.secret()));
}

/** For the cookie: the session's new secret, when this request has given it one; null when it has not. */
export async function renewedSession(
  ctx: Context,
  { credential }: Principal,
): Promise<RenewedSession | null> {
  const secret = credential.checked?.renewal?.drawn ?? null;
  if (secret === null) return null;
  // The write may have been refused: then the old one is still good.
  const session = await sessionWithSecret(ctx.reader, hashSecret(secret));
  if (!session) return null;
  const { remembered_at, expires_at } = session;
  return {
    secret,
    maxAgeSeconds: remembered_at === null ? null : (Date.parse(expires_at) - ctx.now()) / 1000,
  };
}
