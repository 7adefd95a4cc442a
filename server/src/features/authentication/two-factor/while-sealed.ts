import type { Context } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/write.ts';
import { type TotpFactor, totpFactor } from './queries.ts';

/** The context that the account's secret is sealed in. In another account's row it cannot be unsealed. */
export const totpContext = (accountId: string): string => `totp:${accountId}`;

/**
 * Does something with a checked secret, as long as it is still the account's. The secret is identified by its sealed text. If
 * it was sealed again meanwhile (`loge secret-key rotate`), it is still the same secret.
 */
export async function whileSealed(
  ctx: Context,
  tx: Tx,
  checked: TotpFactor,
  act: (as: TotpFactor) => Promise<boolean>,
): Promise<boolean> {
  if (await act(checked)) return true;
  const now = await totpFactor(tx, checked.account_id);
  if (!now || now.sealed_secret === checked.sealed_secret) return false;
  return (
    secretOf(ctx, now) === secretOf(ctx, checked) && act({ ...checked, sealed_secret: now.sealed_secret })
  );
}

const secretOf = (ctx: Context, { account_id, sealed_secret }: TotpFactor): string =>
  ctx.keyring.unseal(totpContext(account_id), sealed_secret);
