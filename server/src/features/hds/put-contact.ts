import type { BodyOf, hds } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { invalidField, notFound } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/write.ts';
import { lockAccount } from '../accounts/feature.ts';
import { applicationsOf } from '../applications/feature.ts';
import { type Contact, isSame, noDetails } from './contact.ts';
import { designates } from './gaps.ts';
import {
  contactById,
  type HealthApplication,
  linksOfApplication,
  linksOfContact,
  lockApplication,
} from './queries.ts';
import { readDetails } from './read-details.ts';
import { saveContact } from './save-contact.ts';

/**
 * Sets an application's contact, as existing clients do: any of its fields, even none. They know one contact for one application.
 * So a contact that serves others too stays there what it is, and this application gets one of its own. Throws `not_found`, and
 * 422 for an application that holds no health data.
 */
export async function putContact(
  ctx: Context,
  actor: Actor,
  account: Account,
  appId: string,
  given: BodyOf<typeof hds.putContact>,
): Promise<Contact> {
  return ctx.write(actor, async (tx) => {
    await lockAccount(tx, account.id);
    const of = await demandApplication(tx, account.id, appId);
    const links = await linksOfApplication(tx, appId);
    const designating = links.find(designates);
    const before = (designating && (await contactById(tx, designating.contact_id))) ?? null;
    const isNamed = Object.values(given).some((value) => value !== undefined);
    if (before && !isNamed) return before;
    const details = readDetails(before ?? noDetails, given);
    const saved = { accountId: account.id, details, of, reviewMonths: ctx.config.LOGE_HDS_REVIEW_MONTHS };
    if (!before) {
      const roles = ['designates_professional', ...(links.length === 0 ? ['incident_referent'] : [])];
      return saveContact(tx, { ...saved, before, serves: [{ id: appId, roles }] });
    }
    const servesOthers = (await linksOfContact(tx, before.contact_id)).some(
      ({ application_id: id }) => id !== appId,
    );
    if (!servesOthers || isSame(before, details)) return saveContact(tx, { ...saved, before });
    const roles = links.filter(({ contact_id: id }) => id === before.contact_id).map(({ role }) => role);
    return saveContact(tx, { ...saved, before: null, serves: [{ id: appId, roles }] });
  });
}

/** Locks the health application. Throws `not_found` for another's, and 422 for one that holds no health data. */
async function demandApplication(tx: Tx, accountId: string, id: string): Promise<HealthApplication> {
  const application = await lockApplication(tx, id);
  if (application?.account_id === accountId) return application;
  const own = await applicationsOf(tx, accountId);
  // Never `app`: the command line cannot read a not-found error about `app` (docs/contract.md#errors).
  throw own.some((one) => one.id === id) ? invalidField('base', 'not_health') : notFound('application');
}
