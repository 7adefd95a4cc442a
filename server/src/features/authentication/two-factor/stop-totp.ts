import type { Actor } from '../../../kernel/actor.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import { hours } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { type OneTimeLink, openLink, spendLink } from '../../../platform/links/one-time-link.ts';
import { networkOf } from '../../../platform/throttle.ts';
import { lockAccount } from '../../accounts/feature.ts';
import { dropPassword, sendReset } from '../password/feature.ts';
import type { Intrusion } from '../proof.ts';
import { stopPurpose } from './turn-on-totp.ts';

/**
 * Stops a second factor by the link ("It was not me") in the mail about its enabling (docs/rules.md#stop-of-a-second-factor).
 * Whoever turned it on had the account's password or a token. So everything that they could keep ends (listeners of
 * `tfa_stopped`), and a new password is set by mail, or for an operator by the command. Throws 422 on `token`.
 */
export async function stopTotp(ctx: Context, actor: Actor, token: string): Promise<void> {
  await ctx.throttle.take([
    { name: 'link:network', subject: networkOf(actor.remoteIp), max: 60, windowMs: hours(1) },
  ]);
  const link = await openLink(ctx, stopPurpose, token);
  await ctx.write(actor, async (tx) => {
    const account = await lockAccount(tx, link.account_id);
    if (!account) throw invalidField('token', 'invalid_link');
    await spendLink(tx, link);
    await dropPassword(tx, account.id);
    await tx.record({
      type: 'tfa_stopped',
      accountId: account.id,
      data: { ...takenBack(link), remote_ip: actor.remoteIp },
    });
    await sendReset(tx, account);
  });
}

/** Reads what `turnOnTotp` noted: since when the account may have been somebody else's, and the credential that they used. */
function takenBack({ subject, created_at }: OneTimeLink): Intrusion {
  const [since = '', begunBy = ''] = (subject ?? created_at).split(' ');
  const [kind, id = null] = begunBy.split(':');
  return { since, token_id: kind === 'bearer' || kind === 'token' ? id : null };
}
