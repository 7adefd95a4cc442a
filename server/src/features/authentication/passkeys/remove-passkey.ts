import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { AppError, invalidField, notFound } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/write.ts';
import { lockAccount, recipientOf, updateAccount } from '../../accounts/feature.ts';
import { identitiesOf } from '../identities/feature.ts';
import { passwordId, prepareLongPassword } from '../password/feature.ts';
import { passkeyRemovedMail } from './mails.ts';
import { deletePasskey, type Passkey, passkeyOf, passkeysOf } from './queries.ts';

interface Removal {
  /** The member confirms that this is the last second factor. */
  readonly last?: boolean | undefined;
  /** The new password, where the present one is too short without a second factor (docs/rules.md#short-passwords). */
  readonly password?: string | undefined;
}

/**
 * Removes the passkey as part of the caller's write, which holds the account's lock and mails. Returns undefined when the
 * passkey was not the account's. When no usable passkey is left, none is asked for.
 */
export async function dropPasskey(tx: Tx, accountId: string, id: string): Promise<Passkey | undefined> {
  const passkey = await deletePasskey(tx, accountId, id);
  if (!passkey) return undefined;
  const usable = (await passkeysOf(tx, accountId)).some((key) => key.suspended_at === null);
  if (!usable) await updateAccount(tx, accountId, { passkey_since: null });
  const { name } = passkey;
  await tx.record({ type: 'passkey_removed', accountId, data: { name, passkey_id: id } });
  return passkey;
}

const others = (all: readonly Passkey[], id: string) =>
  all.filter((key) => key.id !== id && key.suspended_at === null);

/**
 * Removes a passkey. Throws `not_found`. Throws 422 on `last` when this is the last second factor and the member did not
 * confirm that. Throws 422 on `base` when nothing else would open the account (`last_factor`), or when an operator would be
 * left without a second factor (`operator_factor`, docs/rules.md#operator-resets). Throws 422 on `password` when that is
 * too short to stand alone.
 */
export async function removePasskey(
  ctx: Context,
  actor: Actor,
  account: Account,
  id: string,
  { last, password }: Removal,
): Promise<void> {
  const passkey = await passkeyOf(ctx.reader, account.id, id);
  if (!passkey) throw notFound('passkey');
  const usable = passkey.suspended_at === null;
  const isLast =
    usable &&
    account.totp_since === null &&
    others(await passkeysOf(ctx.reader, account.id), id).length === 0;
  if (isLast && account.operator_since !== null) throw invalidField('base', 'operator_factor');
  if (isLast && !last) throw invalidField('last', 'last_factor');
  const replacePassword = isLast ? await prepareLongPassword(ctx, account, password) : null;
  await ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    const left = others(await passkeysOf(tx, account.id), id);
    const stillLast = usable && present?.totp_since === null && left.length === 0;
    // Another factor was removed or added at the same moment. The member must know what they remove.
    if (!present || stillLast !== isLast) throw new AppError('proof_required');
    if (isLast && present.operator_since !== null) throw invalidField('base', 'operator_factor');
    if (usable && left.length === 0 && !(await opensWithoutPasskey(tx, account.id))) {
      throw invalidField('base', 'last_factor');
    }
    await replacePassword?.(tx);
    if (!(await dropPasskey(tx, account.id, id))) throw notFound('passkey');
    const { name } = passkey;
    await tx.enqueue(
      passkeyRemovedMail.to(recipientOf(present), { name, at: tx.now, remoteIp: actor.remoteIp }),
    );
  });
}

async function opensWithoutPasskey(tx: Tx, accountId: string): Promise<boolean> {
  if ((await passwordId(tx, accountId)) !== null) return true;
  return (await identitiesOf(tx, accountId)).length > 0;
}
