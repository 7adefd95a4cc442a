import type { Account } from '../../db/account.ts';
import type { Context } from '../../platform/context.ts';
import { definePurpose } from '../../platform/links/link-purpose.ts';

/** Never mailed: the challenge is shown once, to be signed. */
export const claimPurpose = definePurpose('ssh-key-claim');

/**
 * What is signed to claim a key. It says where it is for and for whom, so that whoever signs can see that no other
 * platform hands them our challenge; the secret behind makes it one of a kind.
 */
export const challengeOf = (ctx: Context, account: Account, secret: string): string =>
  `${ctx.config.publicUrl.host}/${account.username}/${secret}`;

/** The secret of a challenge; null when it is not one for this account, here. */
export function secretOf(ctx: Context, account: Account, challenge: string): string | null {
  const secret = challenge.slice(challenge.lastIndexOf('/') + 1);
  return challenge === challengeOf(ctx, account, secret) ? secret : null;
}
