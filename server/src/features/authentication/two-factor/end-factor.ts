import type { Account } from '../../../db/account.ts';
import type { Tx } from '../../../platform/write.ts';
import { updateAccount } from '../../accounts/feature.ts';
import { deleteCodes, deleteTotp } from './queries.ts';

/** Removes the account's app, as part of the caller's write, which holds the account's lock and mails. */
export async function endTotp(tx: Tx, { id, passkey_since }: Account): Promise<void> {
  await deleteTotp(tx, id);
  await updateAccount(tx, id, { totp_since: null });
  // The recovery codes go with the last factor.
  if (passkey_since === null) await deleteCodes(tx, id);
  await tx.record({ type: 'tfa_disabled', accountId: id, data: {} });
}
