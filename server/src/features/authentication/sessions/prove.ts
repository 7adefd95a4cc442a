import type { BodyOf, sessions } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import type { Principal } from '../../../platform/principal.ts';
import { checkPasskey } from '../passkeys/feature.ts';
import { lockPassword, provePassword } from '../password/feature.ts';
import { checkFactor, refuseFactor } from './check-factor.ts';
import { methodsOf } from './demand-proof.ts';
import { type CheckedProof, keepProof, type Proved } from './keep-proof.ts';

/**
 * Checks a proof by the member at this session. Of two at once one wins. Throws 422 on `password`, `proof_required`,
 * `otp_required`, `otp_invalid`.
 *
 * @param presented the session's secret as the browser sent it.
 */
export async function prove(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  presented: string,
  given: BodyOf<typeof sessions.prove>,
): Promise<Proved> {
  const { account } = principal;
  const checked =
    given.password === undefined
      ? await byPasskeyAlone(ctx, actor, account, given)
      : await byPassword(ctx, actor, account, { ...given, password: given.password });
  return keepProof(ctx, actor, principal, presented, checked);
}

async function byPassword(
  ctx: Context,
  actor: Actor,
  account: Account,
  given: BodyOf<typeof sessions.prove> & { password: string },
): Promise<CheckedProof> {
  const verified = await provePassword(ctx, actor, account, given.password);
  if (verified === null) throw invalidField('password', 'wrong_password');
  const factor = await checkFactor(ctx, actor, account, given);
  return {
    method: 'password',
    factor,
    async hold(tx) {
      if (!(await lockPassword(tx, account.id, verified))) throw invalidField('password', 'wrong_password');
    },
  };
}

/** A passkey that verified its owner is password and second factor in one. One that did not is neither. */
async function byPasskeyAlone(
  ctx: Context,
  actor: Actor,
  account: Account,
  { passkey }: BodyOf<typeof sessions.prove>,
): Promise<CheckedProof> {
  if (!passkey) throw new AppError('proof_required', { methods: await methodsOf(ctx, account) });
  const checked = await checkPasskey(ctx, passkey, { named: true });
  if (checked?.accountId === account.id && checked.userVerified)
    return { method: 'passkey', factor: checked };
  return ctx.write<never>(actor, (tx) => refuseFactor(tx, account));
}
