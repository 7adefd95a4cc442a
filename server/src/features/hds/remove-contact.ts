import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import { spendLinksOf } from '../../platform/links/one-time-link.ts';
import { lockContact } from './change-contact.ts';
import { confirmationPurpose } from './confirmation-link.ts';
import { closeContact, closeLink, linksOfContact } from './queries.ts';
import { settleApplication, settleContact } from './remind.ts';
import { notBefore } from './sync-register.ts';

/** The contact leaves. What it was until now stays in the register's history. Throws `not_found`. */
export async function removeContact(
  ctx: Context,
  actor: Actor,
  account: Account,
  contactId: string,
): Promise<void> {
  await ctx.write(actor, async (tx) => {
    const contact = await lockContact(tx, account.id, contactId);
    const links = await linksOfContact(tx, contactId);
    for (const link of links) await closeLink(tx, link.id, notBefore(link.valid_from, tx.now));
    await closeContact(tx, contactId, notBefore(contact.valid_from, tx.now));
    await spendLinksOf(tx, account.id, confirmationPurpose, contactId);
    const appIds = [...new Set(links.map((link) => link.application_id))];
    await tx.record({
      type: 'hds_contact_removed',
      accountId: account.id,
      data: { contact_id: contactId, app_ids: appIds, remote_ip: actor.remoteIp },
    });
    await settleContact(tx, contactId);
    for (const id of appIds) await settleApplication(tx, id, 'quietly');
  });
}
