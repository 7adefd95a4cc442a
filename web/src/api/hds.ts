import { hds } from '@loge/protocol';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

/** The account's contacts for health data, and the applications that they serve. The home page shows what is due. */
export const healthQuery = queryOptions({
  queryKey: ['hds'],
  queryFn: () => call(hds.listContacts),
});

/** What an owner has to do something about. */
export interface HealthDue {
  /** Without anybody who can name a professional. */
  readonly uncovered: readonly hds.HealthApplication[];
  readonly toReview: readonly hds.HealthContact[];
}

/** Contacts that serve no application are nobody's concern. */
export const healthDue = (
  found: Awaited<ReturnType<NonNullable<typeof healthQuery.queryFn>>>,
): HealthDue => ({
  uncovered: found.health_applications.filter(({ gaps }) => gaps.includes('no_contact')),
  toReview: found.hds_contacts.filter(
    (contact) => contact.applications.length > 0 && contact.missing.length === 0 && !contact.up_to_date,
  ),
});
