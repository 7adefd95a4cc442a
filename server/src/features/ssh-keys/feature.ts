import type { Context } from '../../platform/context.ts';
import type { Feature } from '../../platform/feature.ts';
import type { Authenticators } from '../../platform/http/authenticators.ts';
import { type KeyJwts, makeKeyBearerAuthenticator } from './authenticate-key.ts';
import { claimPurpose } from './claim-challenge.ts';
import { keyListeners } from './listeners.ts';
import { makeLookUp } from './look-up-key.ts';
import { keyMails } from './mails.ts';
import { deleteKeysOf, keysOf } from './queries.ts';
import { keyRoutes, machineRoutes } from './routes.ts';

/** SSH keys: one owner each on the whole platform, and the machines that ask whose one is. */
export const sshKeysFeature: Feature = {
  routes: keyRoutes,
  mails: keyMails,
  links: [claimPurpose],
  listeners: keyListeners,
  personal: [
    {
      name: 'ssh-keys',
      tables: ['ssh_keys'],
      // Nothing in it is secret: keys are public.
      export: async (reader, accountId) =>
        (await keysOf(reader, accountId)).map(({ account_id: _, ...key }) => key),
      erase: async (tx, accountId) => {
        await deleteKeysOf(tx, accountId);
      },
    },
  ],
};

/** What needs the keys that sign JWTs, which each server loads for itself. */
export function serveSshKeys(
  ctx: Context,
  jwts: KeyJwts,
): Required<Pick<Feature, 'routes'>> & Pick<Authenticators, 'bearer'> {
  return {
    routes: machineRoutes(makeLookUp(ctx), jwts),
    bearer: makeKeyBearerAuthenticator(ctx, jwts),
  };
}

export { lockKey } from './authenticate-key.ts';
export { disableKeys } from './disable-keys.ts';
export { type ImportedKey, importKeys } from './import-keys.ts';
export { isUsable } from './key-object.ts';
export { keysOf } from './queries.ts';
