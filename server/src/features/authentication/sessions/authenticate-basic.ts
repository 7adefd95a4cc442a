import type { Actor, Origin } from '../../../kernel/actor.ts';
import type { Context } from '../../../platform/context.ts';
import type { Principal } from '../../../platform/principal.ts';
import { authenticatePassword, type GivenPassword } from '../password/feature.ts';
import { checkFactor, refuseFactor } from './check-factor.ts';

/**
 * Basic `login:password`, with `X-Authorization-OTP` where a second factor is on (docs/contract.md#credentials):
 * only a TOTP or recovery code satisfies it there (docs/rules.md#second-factor-on-basic).
 */
export async function authenticateBasic(
  ctx: Context,
  given: GivenPassword & { readonly otp: string | null },
  origin: Origin,
): Promise<Principal> {
  const principal = await authenticatePassword(ctx, given, origin);
  const { account } = principal;
  const actor: Actor = { kind: 'member', accountId: account.id, credential: principal.credential, ...origin };
  const factor = await checkFactor(ctx, actor, account, { otp: given.otp });
  if (factor) {
    await ctx.write<void>(actor, async (tx) =>
      (await factor.spend(tx)) ? undefined : refuseFactor(tx, account),
    );
  }
  return principal;
}
