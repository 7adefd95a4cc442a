import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import type { Principal } from '../../../platform/principal.ts';
import { canProveByProvider, type Identity, provesByProvider, useIdentity } from '../identities/feature.ts';
import { checkFactor, keepProof, methodsOf, type OfferedFactor, type Proved } from '../sessions/feature.ts';
import { finishAuthorization, type Identified } from './open-authorization.ts';

/**
 * Takes a new sign-in at the provider as fresh proof, with a code when TOTP is on (docs/rules.md#proof-without-a-password).
 * Throws 422 on `code` (`another_identity`) for a provider account that does not sign this member in, `proof_required`
 * where the account has a password or a passkey to prove with, `otp_required`, `otp_invalid`.
 *
 * @param presented the session's secret as the browser sent it.
 */
export async function proveByProvider(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  presented: string,
  authorization: Identified,
  identity: Identity | undefined,
  offered: OfferedFactor,
): Promise<Proved> {
  const { account } = principal;
  if (identity?.account_id !== account.id) throw invalidField('code', 'another_identity');
  if (!(await canProveByProvider(ctx, account)))
    throw new AppError('proof_required', { methods: await methodsOf(ctx, account) });
  const factor = await checkFactor(ctx, actor, account, offered);
  return keepProof(ctx, actor, principal, presented, {
    method: 'provider',
    factor,
    async hold(tx) {
      await finishAuthorization(tx, authorization);
      if (!(await provesByProvider(tx, account))) throw new AppError('proof_required');
      if (!(await useIdentity(tx, identity, authorization.username)))
        throw invalidField('code', 'another_identity');
    },
  });
}
