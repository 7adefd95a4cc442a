import type { Instant } from '../../kernel/clock.ts';
import type { Reader } from '../../platform/write.ts';
import type { Contact } from './contact.ts';

/** A health application as it was at an instant, with its owner. */
export interface RegisteredApplication {
  readonly application_id: string;
  readonly name: string;
  readonly account_id: string;
  /** Null where nothing is known of the owner. */
  readonly username: string | null;
  readonly email: string | null;
  readonly fullname: string | null;
  readonly company: string | null;
  readonly owner_erased_at: Instant | null;
}

/** Which contact served an application then, in which role. */
type RegisteredContact = Contact & { readonly application_id: string; readonly role: string };

/** The applications that held health data at an instant, by id, from after `after` on. */
export async function applicationsAt(
  reader: Reader,
  at: Instant,
  after: string,
  limit: number,
): Promise<RegisteredApplication[]> {
  return reader
    .selectFrom('health_applications as app')
    .leftJoin('health_owners as owner', (join) =>
      join
        .onRef('owner.account_id', '=', 'app.account_id')
        .on('owner.valid_from', '<=', at)
        .on((eb) => eb.or([eb('owner.valid_to', 'is', null), eb('owner.valid_to', '>', at)])),
    )
    .select([
      'app.application_id',
      'app.name',
      'app.account_id',
      'owner.username',
      'owner.email',
      'owner.fullname',
      'owner.company',
      'owner.erased_at as owner_erased_at',
    ])
    .where('app.application_id', '>', after)
    .where('app.valid_from', '<=', at)
    .where((eb) => eb.or([eb('app.valid_to', 'is', null), eb('app.valid_to', '>', at)]))
    .orderBy('app.application_id')
    .limit(limit)
    .execute();
}

/** Who served the applications after `after`, `last` included, at an instant. */
export async function contactsAt(
  reader: Reader,
  at: Instant,
  after: string,
  last: string,
): Promise<RegisteredContact[]> {
  return reader
    .selectFrom('health_contact_applications as link')
    .innerJoin('health_contacts as contact', 'contact.contact_id', 'link.contact_id')
    .selectAll('contact')
    .select(['link.application_id', 'link.role'])
    .where('link.application_id', '>', after)
    .where('link.application_id', '<=', last)
    .where('link.valid_from', '<=', at)
    .where((eb) => eb.or([eb('link.valid_to', 'is', null), eb('link.valid_to', '>', at)]))
    .where('contact.valid_from', '<=', at)
    .where((eb) => eb.or([eb('contact.valid_to', 'is', null), eb('contact.valid_to', '>', at)]))
    .orderBy('link.application_id')
    .orderBy('link.role')
    .execute();
}

/** When the first health application that is still known of came; null when there never was one. */
export async function firstKnown(reader: Reader): Promise<Instant | null> {
  const row = await reader
    .selectFrom('health_applications')
    .select(({ fn }) => fn.min('valid_from').as('at'))
    .executeTakeFirst();
  return row?.at ?? null;
}
