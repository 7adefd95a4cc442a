import { hds } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import { days } from '../../kernel/clock.ts';
import { listOf } from '../../kernel/text-list.ts';
import type { Context } from '../../platform/context.ts';
import { makeLink, spendLinksOf } from '../../platform/links/one-time-link.ts';
import type { Recipient } from '../../platform/mail/mailer.ts';
import { localeOf } from '../accounts/feature.ts';
import { lockContact } from './change-contact.ts';
import { confirmDetailsMail } from './confirm-details-mail.ts';
import { confirmationPurpose } from './confirmation-link.ts';
import type { Contact } from './contact.ts';
import { linksOfContact } from './queries.ts';

/**
 * Mails the contact a link at which they see what is kept about them. An earlier link ends. The address is nobody's that we know,
 * so nobody's words are mailed there (docs/rules.md#unconfirmed-recipients). Throws `not_found`, `throttled`, and 422 on `email`.
 */
export async function askContact(
  ctx: Context,
  actor: Actor,
  account: Account,
  contactId: string,
): Promise<void> {
  await ctx.throttle.take([
    { name: 'hds-ask:account', subject: account.id, max: 50, windowMs: days(1) },
    { name: 'hds-ask:contact', subject: contactId, max: 5, windowMs: days(1) },
  ]);
  await ctx.write(actor, async (tx) => {
    const contact = await lockContact(tx, account.id, contactId);
    if (contact.email === '') throw invalidField('email', 'missing');
    await spendLinksOf(tx, account.id, confirmationPurpose, contactId);
    const token = await makeLink(tx, {
      purpose: confirmationPurpose,
      accountId: account.id,
      subject: contactId,
      lifetime: days(hds.confirmationDays),
    });
    const links = await linksOfContact(tx, contactId);
    await tx.record({
      type: 'hds_contact_asked',
      accountId: account.id,
      data: {
        contact_id: contactId,
        app_ids: [...new Set(links.map((link) => link.application_id))],
        remote_ip: actor.remoteIp,
      },
    });
    await tx.enqueue(
      confirmDetailsMail.to(contactRecipient(contact, account), { token, email: contact.email }),
    );
  });
}

/** In a language that they speak, else in their customer's. */
function contactRecipient(contact: Contact, account: Account): Recipient {
  const spoken = listOf(contact.languages).find((language) => language === 'fr' || language === 'en');
  return {
    email: contact.email,
    locale: spoken === 'fr' || spoken === 'en' ? spoken : localeOf(account),
    timeZone: account.time_zone,
    accountId: account.id,
    stranger: true,
  };
}
