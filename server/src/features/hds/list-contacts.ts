import { hds } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Principal } from '../../platform/principal.ts';
import { applicationsOf } from '../applications/feature.ts';
import { type Contact, toHealthContact } from './contact.ts';
import { gapsOf, roleOf } from './gaps.ts';
import {
  contactsOf,
  type HealthApplication,
  healthApplicationsOf,
  type Link,
  linksOfAccount,
} from './queries.ts';

interface Listed {
  readonly hds_contacts: hds.HealthContact[];
  readonly health_applications: hds.HealthApplication[];
}

/**
 * The account's contacts, and its health applications with what is wrong with each, the worst first. A credential that is limited to
 * applications reads nothing about others.
 */
export async function listContacts(
  ctx: Context,
  { account, applications: limit }: Pick<Principal, 'account' | 'applications'>,
): Promise<Listed> {
  const now = instantOf(ctx.now());
  const isWithin = ({ application_id: id }: { readonly application_id: string }) =>
    limit === null || limit.includes(id);
  const applications = (await healthApplicationsOf(ctx.reader, account.id)).filter(isWithin);
  const links = (await linksOfAccount(ctx.reader, account.id)).filter(isWithin);
  const contacts = await contactsOf(ctx.reader, account.id);
  const urls = new Map((await applicationsOf(ctx.reader, account.id)).map((one) => [one.id, one]));
  const byId = new Map(contacts.map((contact) => [contact.contact_id, contact]));
  const byApplication = Map.groupBy(links, (link) => link.application_id);
  const byContact = Map.groupBy(links, (link) => link.contact_id);
  return {
    hds_contacts: contacts
      .filter(({ contact_id: id }) => limit === null || byContact.has(id))
      .map((contact) =>
        toHealthContact(contact, servedIn(applications, byContact.get(contact.contact_id) ?? []), now),
      ),
    health_applications: applications
      .map((application) => {
        const own = byApplication.get(application.application_id) ?? [];
        return {
          id: application.application_id,
          name: application.name,
          url: urls.get(application.application_id)?.url ?? null,
          hds_since: urls.get(application.application_id)?.hds_since ?? application.valid_from,
          gaps: gapsOf(own, byId, now),
          contacts: own.map(({ contact_id, role }) => ({ contact_id, role: roleOf(role) })),
        };
      })
      .sort((one, other) => badness(one) - badness(other)),
  };
}

/** Those without a contact come first, then those with something else wrong; within, by name as they were read. */
const badness = ({ gaps }: hds.HealthApplication): number =>
  Math.min(hds.gaps.length, ...gaps.map((gap) => hds.gaps.indexOf(gap)));

/** One of the account's contacts as it is answered. */
export async function shownContact(
  ctx: Context,
  account: Account,
  contact: Contact,
): Promise<{ hds_contact: hds.HealthContact }> {
  const { hds_contacts: list } = await listContacts(ctx, { account, applications: null });
  const found = list.find(({ id }) => id === contact.contact_id);
  return { hds_contact: found ?? toHealthContact(contact, [], instantOf(ctx.now())) };
}

function servedIn(
  applications: readonly HealthApplication[],
  links: readonly Link[],
): hds.HealthContact['applications'] {
  const roles = Map.groupBy(links, (link) => link.application_id);
  return applications
    .filter(({ application_id: id }) => roles.has(id))
    .map(({ application_id: id, name }) => ({
      id,
      name,
      roles: (roles.get(id) ?? []).map(({ role }) => roleOf(role)),
    }));
}
