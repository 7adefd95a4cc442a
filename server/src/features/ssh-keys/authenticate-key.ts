import type { Member } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Credential } from '../../platform/credential.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Tx } from '../../platform/write.ts';
import { verifyForKey } from '../api-tokens/feature.ts';
import { accountOfKey } from './queries.ts';

/**
 * Recognises a JWT of `POST /v1/ssh/login`. It dies with its key: whether that is still there, the account's own,
 * enabled and unexpired is asked of the database every time. It proves nothing about the person.
 */
async function authenticateKey(ctx: Context, jwt: string): Promise<Principal | null> {
  const claims = await verifyForKey(ctx, jwt);
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
}

/** Throws `not_authenticated` when the key that a write comes by stopped opening anything since it was checked. */
async function lockKey(tx: Tx, { accountId, credential }: Member): Promise<void> {
  if (!(await accountOfKey(tx, credential.id ?? '', accountId, tx.now)))
    throw new AppError('not_authenticated');
}

export const keyCredential: Credential = {
  kind: 'ssh_key',
  acceptedAs: 'bearer',
  fits: ({ scheme }) => scheme === 'bearer',
  authenticate: (ctx, { secret }) => authenticateKey(ctx, secret),
  lock: lockKey,
};
