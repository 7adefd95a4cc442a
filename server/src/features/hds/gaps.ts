import { hds } from '@loge/protocol';
import { type Contact, isComplete, isUpToDate } from './contact.ts';
import type { Link } from './queries.ts';

export const designates = ({ role }: Pick<Link, 'role'>): boolean => role === 'designates_professional';

export const roleOf = (role: string): hds.Role => hds.roles.find((known) => known === role) ?? hds.roles[0];

/** What is wrong with an application, by the contacts that serve it. */
export function gapsOf(
  links: readonly Pick<Link, 'role' | 'contact_id'>[],
  contacts: ReadonlyMap<string, Contact>,
  now: string,
): hds.Gap[] {
  const contactIn = (found: Pick<Link, 'contact_id'> | undefined) => found && contacts.get(found.contact_id);
  const designating = contactIn(links.find(designates));
  const referent = contactIn(links.find((link) => !designates(link)));
  const inForce = [designating, referent].filter((contact) => contact !== undefined);
  const found: Record<hds.Gap, boolean> = {
    no_contact: !designating || !isComplete(designating),
    review_due: inForce.some((contact) => isComplete(contact) && !isUpToDate(contact, now)),
    no_incident_referent: !referent || !isComplete(referent),
  };
  return hds.gaps.filter((gap) => found[gap]);
}
