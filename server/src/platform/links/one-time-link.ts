import type { Selectable } from 'kysely';
import type { OneTimeLinksTable } from '../../db/schema/links.ts';
import { invalidField } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import { randomSecret, timeOrderedId } from '../../kernel/ids.ts';
import type { Context } from '../context.ts';
import { hashSecret } from '../crypto/keyring.ts';
import type { Sweep } from '../jobs/housekeeping.ts';
import type { Reader, Tx } from '../write.ts';
import type { LinkPurpose } from './link-purpose.ts';

/**
 * Links that are mailed and open something once. The secret is 256 random bits, stored as its hash. One
 * `update … where used_at is null returning` spends a link, so that of any number of concurrent tries one wins.
 */
export type OneTimeLink = Selectable<OneTimeLinksTable>;

export interface NewLink {
  /** What the link opens. */
  readonly purpose: LinkPurpose;
  readonly accountId: string;
  /** What the link is about, such as the folded address that it confirms. */
  readonly subject?: string;
  /** How long the link is good, in milliseconds. */
  readonly lifetime: number;
}

/** Makes a link. Returns the secret for the mail. */
export async function makeLink(tx: Tx, link: NewLink): Promise<string> {
  const secret = await makeLinkOnce(tx, link, timeOrderedId(Date.parse(tx.now)));
  if (secret === null) throw new Error('a random id was taken');
  return secret;
}

/** Makes a link for a job that may run twice. Null when a link with this id was made before. */
export async function makeLinkOnce(tx: Tx, link: NewLink, id: string): Promise<string | null> {
  const secret = randomSecret();
  const now = Date.parse(tx.now);
  const made = await tx
    .insertInto('one_time_links')
    .values({
      id,
      account_id: link.accountId,
      purpose: link.purpose.name,
      subject: link.subject ?? null,
      secret_hash: hashSecret(secret),
      created_at: tx.now,
      expires_at: instantOf(now + link.lifetime),
      used_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made ? secret : null;
}

/**
 * The link of a secret. Throws 422 on `token`: `invalid_link`, `used_link`, `expired_link`.
 * @param accountId the account that must own the link, where the caller is known. For another account's link the error
 *   is the same as for one that never existed.
 */
export async function openLink(
  ctx: Context,
  purpose: LinkPurpose,
  secret: string,
  accountId?: string,
): Promise<OneTimeLink> {
  const link = await linkBySecret(ctx.reader, purpose, secret);
  if (!link || (accountId !== undefined && link.account_id !== accountId)) {
    throw invalidField('token', 'invalid_link');
  }
  if (link.used_at !== null) throw invalidField('token', 'used_link');
  if (link.expires_at <= instantOf(ctx.now())) throw invalidField('token', 'expired_link');
  return link;
}

function linkBySecret(
  reader: Reader,
  purpose: LinkPurpose,
  secret: string,
): Promise<OneTimeLink | undefined> {
  return reader
    .selectFrom('one_time_links')
    .selectAll()
    .where('secret_hash', '=', hashSecret(secret))
    .where('purpose', '=', purpose.name)
    .executeTakeFirst();
}

/** Spends the link for exactly one caller. Throws 422 `used_link` for every other. */
export async function spendLink(tx: Tx, link: OneTimeLink): Promise<void> {
  const spent = await tx
    .updateTable('one_time_links')
    .set({ used_at: tx.now })
    .where('id', '=', link.id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!spent) throw invalidField('token', 'used_link');
}

/** Ends the account's open links of this purpose. @param subject ends only those about this subject. */
export async function spendLinksOf(
  tx: Tx,
  accountId: string,
  purpose: LinkPurpose,
  subject?: string,
): Promise<void> {
  await tx
    .updateTable('one_time_links')
    .set({ used_at: tx.now })
    .where('account_id', '=', accountId)
    .where('purpose', '=', purpose.name)
    .where('used_at', 'is', null)
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject ?? ''))
    .execute();
}

export const sweepLinks: Sweep = async (tx, before) => {
  await tx.deleteFrom('one_time_links').where('expires_at', '<', before).execute();
};
