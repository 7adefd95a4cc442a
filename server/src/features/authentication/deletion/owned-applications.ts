import type { applications } from '@loge/protocol';
import { invalidField } from '../../../kernel/app-error.ts';
import type { Reader } from '../../../platform/write.ts';
import { applicationsOf } from '../../applications/feature.ts';

/** The applications that must be deleted or given away before the account can be deleted. */
export async function ownedApplications(
  reader: Reader,
  accountId: string,
): Promise<applications.Application[]> {
  const owned = await applicationsOf(reader, accountId);
  return owned.map(({ id, name, url }) => ({ id, name, url }));
}

/** Throws 422 on `base`, with the list, while the account owns an application. */
export async function demandNothingOwned(reader: Reader, accountId: string): Promise<void> {
  const owned = await ownedApplications(reader, accountId);
  if (owned.length > 0) throw invalidField('base', 'owned_applications', { applications: owned });
}
