import type { Account } from '../../../db/account.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import type { Context } from '../../../platform/context.ts';
import { lockAccount, recipientOf } from '../../accounts/feature.ts';
import { hasSecondFactor } from '../proof.ts';
import { codesRenewedMail } from './mails.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';

/** Makes new recovery codes; the old ones end. Throws 422 on `base` when no second factor is on. */
export async function renewCodes(ctx: Context, actor: Actor, account: Account): Promise<string[]> {
  return ctx.write(actor, async (tx) => {
    const present = await lockAccount(tx, account.id);
    if (!present || !hasSecondFactor(present)) throw invalidField('base', 'not_enabled');
    const codes = await makeRecoveryCodes(tx, account.id);
    await tx.enqueue(codesRenewedMail.to(recipientOf(present), { at: tx.now, remoteIp: actor.remoteIp }));
    return codes;
  });
}
