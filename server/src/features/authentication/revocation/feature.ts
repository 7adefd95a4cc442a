import { password, revocation } from '@loge/protocol';
import type { Feature } from '../../../platform/feature.ts';
import { bind } from '../../../platform/http/bind.ts';
import { openReset, resetPassword } from '../password/feature.ts';
import { accessAtReset } from './access-at-reset.ts';
import { endAccess } from './end-access.ts';
import { accessEndedMail, everythingRevokedMail } from './mails.ts';
import { previewRevocation, revokeEverything } from './revoke-everything.ts';

/** Ending access in one act, with a look at what it would stop and a receipt: all other access, or with a reset by mail. */
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
    // Here, since it may end whatever opens the account.
    bind(password.resetPassword, async (ctx, { actor, body: { keep, ...reset }, origin }) => {
      await resetPassword(ctx, actor, reset, origin, async (tx, account) => {
        if (keep) await endAccess(tx, account, keep);
      });
      return {};
    }),
  ],
  mails: [everythingRevokedMail, accessEndedMail],
};
