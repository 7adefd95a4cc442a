import type { Context } from '../../platform/context.ts';
import type { SealedColumn } from '../../platform/secret-key/sealed-column.ts';
import type { Tx } from '../../platform/write.ts';
import type { GrantedTokens } from '../providers/feature.ts';
import type { Integration } from './queries.ts';

type Tokens = Pick<GrantedTokens, 'access' | 'refresh'>;

/** A sealed pair opens nowhere but in its own row. */
const context = (id: string, accountId: string): string => `integration:${accountId}:${id}`;

export const sealedTokens: SealedColumn = {
  table: 'integrations',
  key: 'id',
  column: 'sealed_tokens',
  also: 'account_id',
  context,
};

export async function sealTokens(
  tx: Tx,
  { id, account_id }: Pick<Integration, 'id' | 'account_id'>,
  { access, refresh }: Tokens,
): Promise<string> {
  return (await tx.key()).seal(context(id, account_id), JSON.stringify({ access, refresh }));
}

export function openTokens(
  { keyring }: Pick<Context, 'keyring'>,
  { id, account_id, sealed_tokens }: Pick<Integration, 'id' | 'account_id' | 'sealed_tokens'>,
): Tokens {
  return JSON.parse(keyring.unseal(context(id, account_id), sealed_tokens));
}
