import type { Feature } from '../../platform/feature.ts';
import { keyCredential } from './authenticate-key.ts';
import { claimPurpose } from './claim-challenge.ts';
import { keyListeners } from './listeners.ts';
import { keyMails } from './mails.ts';
import { keysOf } from './queries.ts';
import { keyRoutes } from './routes.ts';

/** SSH keys: one owner each on the whole platform, and the machines that ask whose one is. */
export const sshKeysFeature: Feature = {
  routes: keyRoutes,
  credentials: [keyCredential],
  mails: keyMails,
  links: [claimPurpose],
  listeners: keyListeners,
  personal: [
    {
      name: 'ssh-keys',
      tables: {
        ssh_keys: {
          exported: 'every column: keys are public',
          erased: 'the rows; the fingerprints become free',
        },
      },
      // Nothing in it is secret: keys are public.
      export: async (reader, accountId) =>
        (await keysOf(reader, accountId)).map(({ account_id: _, ...key }) => key),
    },
  ],
};

export { disableKeys } from './disable-keys.ts';
export { type Imported, importKeys } from './import-keys.ts';
export { isUsable, toKey } from './key-object.ts';
export { importedKeyCounts, keysOf } from './queries.ts';
