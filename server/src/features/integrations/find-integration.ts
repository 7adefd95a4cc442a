import { integrations } from '@loge/protocol';
import { notFound } from '../../kernel/app-error.ts';
import type { Reader } from '../../platform/write.ts';
import { type Integration, integrationsOf } from './queries.ts';

/**
 * One of the account's integrations, by its id or by the name of its type, which means the oldest of that type
 * (docs/contract.md#integrations). Throws `not_found`.
 */
export async function findIntegration(
  reader: Reader,
  accountId: string,
  idOrType: string,
): Promise<Integration> {
  const own = await integrationsOf(reader, accountId);
  const byType = integrations.scmTypes.some((type) => type === idOrType);
  const found = own.find((one) => (byType ? one.scm_type : one.id) === idOrType);
  if (!found) throw notFound('scm_integration');
  return found;
}
