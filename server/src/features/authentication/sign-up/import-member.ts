import { accounts, type FieldIssues } from '@loge/protocol';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import { eventCount } from '../../../platform/journal/read.ts';
import type { Tx } from '../../../platform/write.ts';
import { accountByEmail, insertAccount, usernameHolder } from '../../accounts/feature.ts';
import { putPassword } from '../password/feature.ts';
import { type ImportedMember, readMember } from './imported-member.ts';
import { newAccount } from './new-account.ts';
import { releaseAddressJob } from './release-address.ts';

/**
 * Imports one member of another platform from one line of JSON, completely or not at all. Nobody is mailed. An unconfirmed
 * address is kept for a week, as after signing up (docs/rules.md#release-of-an-unconfirmed-address). The password hash stays
 * until its owner signs in. A name, address or id that somebody holds is refused, so a file that was stopped half-way can be
 * read again from the start. Throws `malformed_body`, `not_an_object`, or 422 by field.
 */
export async function importMember(ctx: Context, actor: Actor, text: string): Promise<void> {
  const member = readMember(text, ctx.now(), ctx.config.LOGE_PLATFORM_NAME);
  await ctx.write(actor, async (tx) => {
    const taken = await takenFields(tx, member);
    if (Object.keys(taken).length > 0) throw new AppError('invalid_fields', { fields: taken });
    const made = newAccount(tx, { ...member, locale: member.locale ?? undefined }, member.username);
    const account = await insertAccount(
      tx,
      {
        ...made,
        id: member.id ?? made.id,
        email_confirmed_at: member.confirmed_at ?? null,
        ...accounts.byLine((name) => member[name] || null),
      },
      member.created_at ?? tx.now,
    );
    // Somebody else took one of them between the check and the insert.
    if (!account) throw invalidField('base', 'taken');
    if (member.password_hash) await putPassword(tx, account.id, member.password_hash, null);
    await tx.record({ type: 'new_user', accountId: account.id, data: {} });
    if (account.email_confirmed_at === null) {
      await tx.enqueue(releaseAddressJob.order({}, account.id, releaseAddressJob.delay));
    }
  });
}

async function takenFields(tx: Tx, { id, email, username }: ImportedMember): Promise<FieldIssues> {
  const fields: FieldIssues = {};
  // An erased account left a journal under its id, which ends there.
  if (id && (await eventCount(tx, id)) > 0) fields.id = [{ code: 'taken' }];
  if (await accountByEmail(tx, email)) fields.email = [{ code: 'taken' }];
  if (await usernameHolder(tx, username)) fields.username = [{ code: 'taken' }];
  return fields;
}
