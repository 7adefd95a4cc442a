import type { Account } from '../../db/account.ts';
import type { Context } from '../../platform/context.ts';
import { definePurpose } from '../../platform/links/link-purpose.ts';

/** This link is never mailed: the challenge is shown once, to be signed. */
export const claimPurpose = definePurpose('ssh-key-claim');

/**
 * The text that is signed to claim a key. It names the platform and the account, so that the signer can see that no other
 * platform passes on Loge's challenge. The secret at its end makes it unique.
 */
export const challengeOf = (ctx: Context, account: Account, secret: string): string =>
  `${ctx.config.publicUrl.host}/${account.username}/${secret}`;

/** The secret of a challenge; null when the challenge is not for this account on this platform. */
export function secretOf(ctx: Context, account: Account, challenge: string): string | null {
  const secret = challenge.slice(challenge.lastIndexOf('/') + 1);
  return challenge === challengeOf(ctx, account, secret) ? secret : null;
}
