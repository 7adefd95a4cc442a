import type { Locale } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import { invalidField } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/write.ts';
import { acceptVersions } from './accept-contract.ts';
import { latestVersions } from './queries.ts';
import { receiptSigner } from './receipt-keys.ts';
import { platformVersions } from './show-contracts.ts';

/** What somebody accepts who is about to have an account. */
export interface SignUpAcceptance {
  /** As the account keeps them. */
  readonly accepted_contracts: string | null;
  /** Within the write that makes the account. */
  accept(tx: Tx, account: Account): Promise<Account>;
}

/**
 * Prepares to accept what the platform requires of everybody.
 * @param shown the versions beside whose words the box was ticked; without them, those of now. Throws 422 on `contracts` when
 *   something else is asked for by now.
 */
export async function acceptAtSignUp(
  ctx: Context,
  shown: readonly string[] | undefined,
  locale: Locale,
): Promise<SignUpAcceptance> {
  const versions = platformVersions(await latestVersions(ctx.reader));
  const ids = versions.map(({ id }) => id);
  if (shown && !(shown.length === ids.length && shown.every((id) => ids.includes(id))))
    throw invalidField('contracts', 'contract_gone');
  if (versions.length === 0) return { accepted_contracts: null, accept: async (_tx, account) => account };
  const signer = await receiptSigner(ctx);
  const by = { credential: 'sign_up', second_factor: false, proved_at: null };
  return {
    accepted_contracts: JSON.stringify(ids),
    accept: (tx, account) => acceptVersions(tx, ctx, account, versions, { locale, by, signer }),
  };
}
