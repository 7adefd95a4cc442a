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
  return (await provesByProvider(ctx.reader, account)) && opensByProvider(ctx, ctx.reader, account.id);
}

/** Whether a provider that is offered signs in to the account. */
export async function opensByProvider(
  { config }: Pick<Context, 'config'>,
  reader: Reader,
  accountId: string,
): Promise<boolean> {
  return (await identitiesOf(reader, accountId)).some((one) => isOffered(config, one));
}
