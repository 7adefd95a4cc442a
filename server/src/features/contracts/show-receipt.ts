import type { contracts } from '@loge/protocol';
import { decodeProtectedHeader } from 'jose';
import { notFound } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { acceptanceOf } from './acceptance-queries.ts';
import { receiptKeyById } from './receipt-key-queries.ts';
import { publicKeyOf } from './receipt-keys.ts';

/** The proof that the account accepted a version, with the key that it is checked with. Throws `not_found`. */
export async function showReceipt(ctx: Context, accountId: string, id: string): Promise<contracts.Receipt> {
  const acceptance = await acceptanceOf(ctx.reader, accountId, id);
  if (!acceptance) throw notFound('receipt');
  const { jws, disclosures } = acceptance;
  const key = await receiptKeyById(ctx.reader, decodeProtectedHeader(jws).kid ?? '');
  if (!key) throw new Error('the key of a receipt is gone');
  return { jws, disclosures: JSON.parse(disclosures ?? '[]'), key: publicKeyOf(key) };
}
