import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import type { Principal } from '../../../platform/principal.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { addIdentity, type Identity } from '../identities/feature.ts';
import { finishAuthorization, type Identified } from './open-authorization.ts';
import type { Authorization } from './queries.ts';

/**
 * The member whose session began an authorization. Throws `not_authenticated` when they are signed out, and 422 on `state`
 * (`invalid_link`) for another session.
 */
export function beginnerOf(
  authorization: Pick<Authorization, 'account_id' | 'session_id'>,
  principal: Principal | null,
): Principal {
  if (!principal) throw new AppError('not_authenticated');
  const { account_id, session_id } = authorization;
  if (principal.account.id !== account_id || principal.credential.id !== session_id)
    throw invalidField('state', 'invalid_link');
  return principal;
}

/**
 * Adds the provider account as a way to sign in. One that signs this member in already stays as it is. Throws 422 on `base`:
 * `linked_elsewhere`, `too_many`.
 */
export async function connectIdentity(
  ctx: Context,
  actor: Actor,
  { account }: Principal,
  authorization: Identified,
  known: Identity | undefined,
): Promise<void> {
  await ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    if (!present) throw new AppError('not_authenticated');
    await finishAuthorization(tx, authorization);
    if (known?.account_id === account.id) return;
    await addIdentity(tx, present, authorization);
  });
}
