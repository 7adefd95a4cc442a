import type { BodyOf, deletion } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { invalidField, notFound } from '../../../kernel/app-error.ts';
import { days, instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { definePurpose } from '../../../platform/links/link-purpose.ts';
import { makeLink, openLink, spendLink, spendLinksOf } from '../../../platform/links/one-time-link.ts';
import type { Tx } from '../../../platform/write.ts';
import { lockAccount, updateAccount } from '../../accounts/feature.ts';
import { heldAddresses, recipientsOf } from '../email-change/feature.ts';
import { deletionConfirmedMail } from './mails.ts';
import { demandNothingOwned } from './owned-applications.ts';
import { deletionOf, markConfirmed } from './queries.ts';
import { confirmPurpose, stopPurpose } from './request-deletion.ts';

/** The link brings the account back but gives no access. If others have such a link too, the owner's stays good. */
export const undoPurpose = definePurpose('deletion-undo', {
  password_reset_success: 'always',
  email_change_undone: 'always',
  tfa_stopped: 'always',
});
export const eraseKind = 'deletion.erase';

/**
 * Deletes the account. All access to it ends in the same write, and it is erased once the grace is over. Returns the time of
 * the erasure. Throws `not_found`, 422 on `token`, or 422 on `base` with the applications that the account owns.
 */
export async function confirmDeletion(
  ctx: Context,
  actor: Actor,
  account: Account,
  id: string,
  input: BodyOf<typeof deletion.confirmDeletion>,
): Promise<string> {
  if (!(await deletionOf(ctx.reader, account.id, id))) throw notFound('deletion');
  const link = await openLink(ctx, confirmPurpose, input.token, account.id);
  if (link.subject !== id) throw invalidField('token', 'invalid_link');
  return ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    if (!present) throw notFound('deletion');
    await demandNothingOwned(tx, account.id);
    await spendLink(tx, link);
    const eraseAt = await whenToErase(ctx, tx, account.id);
    const words = { reason: input.reason || null, details: input.details || null };
    if (!(await markConfirmed(tx, id, { erase_at: eraseAt, ...words }))) {
      throw invalidField('token', 'used_link');
    }
    await spendLinksOf(tx, account.id, stopPurpose);
    await updateAccount(tx, account.id, { deleting_since: tx.now });
    await tx.record({
      type: 'deletion_confirmed',
      accountId: account.id,
      data: { erase_at: eraseAt, remote_ip: actor.remoteIp },
    });
    const wait = Date.parse(eraseAt) - Date.parse(tx.now);
    for (const recipient of await recipientsOf(tx, present, tx.now)) {
      const token =
        wait > 0
          ? await makeLink(tx, { purpose: undoPurpose, accountId: account.id, subject: id, lifetime: wait })
          : null;
      await tx.enqueue(
        deletionConfirmedMail.to(recipient, { token, eraseAt, username: present.username, at: tx.now }),
      );
    }
    await tx.enqueue({ kind: eraseKind, accountId: account.id, payload: { id }, delay: wait });
    return eraseAt;
  });
}

/**
 * The erasure waits until the grace is over and no former address can bring the account back
 * (docs/rules.md#addresses-kept-for-undo).
 */
async function whenToErase(ctx: Context, tx: Tx, accountId: string): Promise<string> {
  const grace = instantOf(Date.parse(tx.now) + days(ctx.config.LOGE_DELETION_GRACE_DAYS));
  const held = await heldAddresses(tx, accountId, tx.now);
  return [grace, ...held.map(({ until }) => until)].sort().at(-1) ?? grace;
}
