import { revocation } from '@loge/protocol';
import type { Feature } from '../../../platform/feature.ts';
import { bind } from '../../../platform/http/bind.ts';
import { everythingRevokedMail } from './mails.ts';
import { previewRevocation, revokeEverything } from './revoke-everything.ts';

/** Ending all other access in one act, with a look at what it would stop and a receipt. */
export const revocationFeature: Feature = {
  routes: [
    bind(revocation.previewRevocation, async (ctx, { principal }) => ({
      revocation: await previewRevocation(ctx, principal),
    })),
    bind(revocation.revokeEverything, async (ctx, { actor, principal, body }) => ({
      revocation: await revokeEverything(ctx, actor, principal, body),
    })),
  ],
  mails: [everythingRevokedMail],
};
