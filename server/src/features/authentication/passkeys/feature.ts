import type { Feature } from '../../../platform/feature.ts';
import { passkeyListeners } from './listeners.ts';
import { passkeyAddedMail, passkeyRemovedMail } from './mails.ts';
import { passkeysOf, sweepChallenges } from './queries.ts';
import { passkeyRoutes } from './routes.ts';

/** Passkeys (WebAuthn): signing in with a passkey alone, or with one as second factor. */
export const passkeysFeature: Feature = {
  routes: passkeyRoutes,
  mails: [passkeyAddedMail, passkeyRemovedMail],
  listeners: passkeyListeners,
  sweeps: [sweepChallenges],
  personal: [
    {
      name: 'passkeys',
      tables: {
        passkeys: { exported: 'name, kind and dates, never the key', erased: 'the rows' },
      },
      export: async (reader, accountId) =>
        (await passkeysOf(reader, accountId)).map(
          ({ name, backup, created_at, last_used_at, suspended_at }) => ({
            name,
            backup,
            created_at,
            last_used_at,
            suspended_at,
          }),
        ),
    },
  ],
};

export { checkPasskey } from './check-passkey.ts';
export { passkeyByCredential, passkeysOf } from './queries.ts';
export { dropPasskey } from './remove-passkey.ts';
