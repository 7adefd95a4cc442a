import type { Account } from '../../../db/account.ts';
import type { Actor, CredentialRef } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import type { Principal } from '../../../platform/principal.ts';
import { awaitsEnrolment, lockAccount, updateAccount } from '../../accounts/feature.ts';
import { checkFirstCode, putPending } from './pending-totp.ts';
import { enableTotp, putPendingTotp, totpFactor } from './queries.ts';
import { turnOnTotp } from './turn-on-totp.ts';
import { totpContext } from './while-sealed.ts';

const holderOf = ({ kind, id }: CredentialRef, account: Account): string => `${kind}:${id ?? account.id}`;

/**
 * Makes a secret that waits for its first code. Returns its `otpauth:` address. Throws 422 on `provider`:
 * `unsupported_provider`, `already_enabled`, `operator_by_command`.
 */
export async function beginTotp(
  ctx: Context,
  actor: Actor,
  { account, credential }: Principal,
  provider: string,
): Promise<string> {
  if (provider !== 'totp') throw invalidField('provider', 'unsupported_provider');
  return ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    if (present?.totp_since !== null) throw invalidField('provider', 'already_enabled');
    // An operator who is not yet enrolled must use the command's link, so that nobody who knows their
    // password enrols in their place.
    if (awaitsEnrolment(present)) throw invalidField('provider', 'operator_by_command');
    return putPending(ctx, tx, present, holderOf(credential, account));
  });
}

/**
 * Turns two-factor authentication on with a first code, by the credential that began it (docs/rules.md#pending-second-factor).
 * Returns the recovery codes, which nobody sees again. Throws 422 on `attempt`: `invalid`, `clock_off`, `not_begun`,
 * `already_enabled`, `operator_by_command`.
 */
export async function validateTotp(
  ctx: Context,
  actor: Actor,
  { account, credential }: Principal,
  attempt: string | number,
): Promise<string[]> {
  if (account.totp_since !== null) throw invalidField('attempt', 'already_enabled');
  const proved = await checkFirstCode(ctx, actor, account.id, holderOf(credential, account), attempt);
  return ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    if (!present) throw invalidField('attempt', 'not_begun');
    if (awaitsEnrolment(present)) throw invalidField('attempt', 'operator_by_command');
    return turnOnTotp(ctx, tx, present, proved);
  });
}

/** Sets up an app that is on from the start, for the demo's operator. */
export async function adoptTotp(ctx: Context, actor: Actor, account: Account, secret: string): Promise<void> {
  await ctx.write(actor, async (tx) => {
    const sealed = (await tx.key()).seal(totpContext(account.id), secret);
    await putPendingTotp(tx, account.id, sealed, 'command:demo');
    const factor = await totpFactor(tx, account.id);
    if (factor) await enableTotp(tx, factor, 0);
    await updateAccount(tx, account.id, { totp_since: tx.now });
    await tx.record({ type: 'tfa_enabled', accountId: account.id, data: { provider: 'totp' } });
  });
}
