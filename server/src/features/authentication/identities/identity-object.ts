import type { EventData, identities } from '@loge/protocol';
import type { Config } from '../../../platform/config/config.ts';
import { oauthTypeOf, signInRegistration } from '../../providers/feature.ts';
import type { Identity } from './queries.ts';

/** Whether its owner can sign in with it now: the operator may have named another place, or none. */
export const isOffered = (config: Config, identity: Pick<Identity, 'provider' | 'url'>): boolean =>
  signInRegistration(config, oauthTypeOf(identity.provider))?.origin === identity.url;

export const toIdentity = (config: Config, identity: Identity): identities.Identity => ({
  id: identity.id,
  provider: oauthTypeOf(identity.provider),
  url: identity.url,
  username: identity.username,
  created_at: identity.created_at,
  last_used_at: identity.last_used_at,
  offered: isOffered(config, identity),
});

export const identityEvent = ({ id, provider, username }: Identity): EventData<'identity_added'> => ({
  identity_id: id,
  provider,
  username,
});
