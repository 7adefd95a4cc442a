import { password, revocation } from '@loge/protocol';
import type { Feature } from '../../../platform/feature.ts';
import { bind } from '../../../platform/http/bind.ts';
import { openReset, resetPassword } from '../password/feature.ts';
import { accessAtReset } from './access-at-reset.ts';
import { endAccess } from './end-access.ts';
import { accessEndedMail, everythingRevokedMail } from './mails.ts';
import { previewRevocation, revokeEverything } from './revoke-everything.ts';

/**
 * Ends access in one act: all other access, or what a reset by mail does not keep. Shows beforehand what would stop,
 * and afterwards a receipt.
 */
export const revocationFeature: Feature = {
  routes: [
    bind(revocation.previewRevocation, async (ctx, { principal }) => ({
      revocation: await previewRevocation(ctx, principal),
    })),
    bind(revocation.revokeEverything, async (ctx, { actor, principal, body }) => ({
      revocation: await revokeEverything(ctx, actor, principal, body),
    })),
    bind(password.openReset, async (ctx, { body, origin }) => ({
      reset: await accessAtReset(ctx, await openReset(ctx, body.token, origin)),
    })),
    // This route is here because a reset may end any access to the account.
    bind(password.resetPassword, async (ctx, { actor, body: { keep, ...reset }, origin }) => {
      await resetPassword(ctx, actor, reset, origin, async (tx, account) => {
        if (keep) await endAccess(tx, account, keep);
      });
      return {};
    }),
  ],
  mails: [everythingRevokedMail, accessEndedMail],
};
