import type { Origin } from '../../../kernel/actor.ts';
import type { Context } from '../../../platform/context.ts';
import type { Account } from '../../../platform/http/principal.ts';
import type { CheckedFactor } from '../proof.ts';

/** A TOTP or recovery code of the account, as typed; null when it does not fit. Throws `throttled`. */
export async function checkCode(
  _ctx: Context,
  _account: Account,
  _code: string,
  _origin: Origin,
): Promise<CheckedFactor | null> {
  return null;
}
