import type { Account } from '../../../db/account.ts';
import type { Context } from '../../../platform/context.ts';
import type { Reader } from '../../../platform/write.ts';
import { passwordId } from '../password/feature.ts';
import { isOffered } from './identity-object.ts';
import { identitiesOf } from './queries.ts';

/**
 * Whether a sign-in at a provider counts as fresh proof: only where there is neither a password nor a passkey to ask for
 * (docs/rules.md#proof-without-a-password).
 */
export async function provesByProvider(reader: Reader, account: Account): Promise<boolean> {
  return account.passkey_since === null && (await passwordId(reader, account.id)) === null;
}

/** Whether the account can prove that way now. */
export async function canProveByProvider(ctx: Context, account: Account): Promise<boolean> {
  if (!(await provesByProvider(ctx.reader, account))) return false;
  return (await identitiesOf(ctx.reader, account.id)).some((one) => isOffered(ctx.config, one));
}
