import type { Account } from '../../db/account.ts';
import type { Member } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Tx } from '../../platform/write.ts';
import { accountOfKey } from './queries.ts';

/** What a JWT says that was made for an SSH key's owner. */
export interface KeyClaims {
  readonly accountId: string;
  readonly keyId: string;
  readonly scopes: readonly string[];
}

/** Who signs such JWTs and recognises them; `app.ts` plugs in whoever holds the signing keys. */
export interface KeyJwts {
  signForKey(account: Pick<Account, 'id'>, keyId: string): Promise<string>;
  /** Null for anything that is not such a JWT of ours, in its time. */
  verifyForKey(jwt: string): Promise<KeyClaims | null>;
}

/**
 * Recognises a JWT of `POST /v1/ssh/login`. It dies with its key: whether that is still there, the account's own,
 * enabled and unexpired is asked of the database every time. It proves nothing about the person.
 */
export function makeKeyBearerAuthenticator(
  ctx: Context,
  jwts: Pick<KeyJwts, 'verifyForKey'>,
): (jwt: string) => Promise<Principal | null> {
  return async (jwt) => {
    const claims = await jwts.verifyForKey(jwt);
    if (!claims) return null;
    const { accountId, keyId, scopes } = claims;
    const account = await accountOfKey(ctx.reader, keyId, accountId, instantOf(ctx.now()));
    if (!account || account.email_confirmed_at === null) return null;
    return {
      account,
      credential: { kind: 'ssh_key', id: keyId },
      scopes,
      applications: null,
      provedAt: null,
    };
  };
}

/** Throws `not_authenticated` when the key that a write comes by stopped opening anything since it was checked. */
export async function lockKey(tx: Tx, { accountId, credential }: Member): Promise<void> {
  if (!(await accountOfKey(tx, credential.id ?? '', accountId, tx.now)))
    throw new AppError('not_authenticated');
}
