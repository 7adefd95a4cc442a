import { twoFactor } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import { hours, instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { definePurpose } from '../../../platform/links/link-purpose.ts';
import { makeLink, spendLinksOf } from '../../../platform/links/one-time-link.ts';
import type { Tx } from '../../../platform/write.ts';
import { recipientOf, updateAccount } from '../../accounts/feature.ts';
import { freshMs, intrusionOf } from '../proof.ts';
import { enabledMail } from './mails.ts';
import type { ProvedTotp } from './pending-totp.ts';
import { enableTotp, type TotpFactor } from './queries.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { whileSealed } from './while-sealed.ts';

/**
 * The link to stop the factor, mailed when it is turned on. It stays good after a reset, which leaves factors on. It also stays
 * good after the undo of a later change of address: whoever took the address may have turned the app on before.
 */
export const stopPurpose = definePurpose('tfa-stop', {
  password_reset_success: 'always',
  email_change_undone: 'if_older',
});

/**
 * Notes what the stop has to take back, whatever happens to the factor until then: since when whoever turns it on was there,
 * and by which credential it was begun. The proof that the beginning asked for may be ten minutes older than the beginning
 * (docs/rules.md#stop-of-a-second-factor).
 */
function stopSubject(tx: Tx, { created_at, begun_by }: TotpFactor): string {
  const { since } = intrusionOf(tx);
  const proved = instantOf(Date.parse(created_at) - freshMs);
  return `${[since, proved].sort()[0]} ${begun_by}`;
}

/**
 * Turns two-factor authentication on, as part of the caller's write, which holds the account's lock. The mail about it can stop
 * it for a day (docs/rules.md#stop-of-a-second-factor). Returns the recovery codes, which nobody sees again. Throws 422 on
 * `attempt`: `already_enabled`.
 */
export async function turnOnTotp(
  ctx: Context,
  tx: Tx,
  present: Account,
  { factor, step }: ProvedTotp,
): Promise<string[]> {
  const turnedOn =
    present.totp_since === null && (await whileSealed(ctx, tx, factor, (as) => enableTotp(tx, as, step)));
  if (!turnedOn) {
    throw invalidField('attempt', 'already_enabled');
  }
  const accountId = present.id;
  await updateAccount(tx, accountId, { totp_since: tx.now });
  await tx.record({ type: 'tfa_enabled', accountId, data: { provider: 'totp' } });
  const codes = await makeRecoveryCodes(tx, accountId);
  await spendLinksOf(tx, accountId, stopPurpose);
  const token = await makeLink(tx, {
    purpose: stopPurpose,
    accountId,
    subject: stopSubject(tx, factor),
    lifetime: hours(twoFactor.stopHours),
  });
  const { remoteIp } = tx.actor;
  await tx.enqueue(
    enabledMail.to(recipientOf(present), { token, hours: twoFactor.stopHours, at: tx.now, remoteIp }),
  );
  return codes;
}
