import type { applications } from '@loge/protocol';
import { asApiError } from '../../api/api-error.ts';

/** The applications that a refused deletion names; null when it was refused for something else, or not at all. */
export function blockingApplications(error: unknown): readonly applications.Application[] | null {
  if (!error) return null;
  const found = asApiError(error).issues.base?.find(({ code }) => code === 'owned_applications');
  return found?.applications ?? null;
}
