import type { EventData, integrations } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import { scmTypeOf } from '../providers/feature.ts';
import { type Integration, stateOf } from './queries.ts';

/** An integration as the API answers it: never with a token (docs/contract.md#integrations). */
export function toIntegration(
  integration: Integration,
  { id, email, username }: Account,
  importedKeys: ReadonlyMap<string, number>,
): integrations.Integration {
  return {
    id: integration.id,
    scm_type: scmTypeOf(integration),
    url: integration.url,
    created_at: integration.created_at,
    uid: integration.uid,
    username: integration.username,
    avatar_url: integration.avatar_url,
    email: integration.email,
    profile_url: integration.profile_url,
    owner: { id, email, username },
    state: stateOf(integration),
    scopes: integration.scopes === null ? null : JSON.parse(integration.scopes),
    missing_scopes: JSON.parse(integration.missing_scopes),
    authorize_url: integration.authorize_url,
    checked_at: integration.checked_at,
    last_used_at: integration.last_used_at,
    expires_at: integration.expires_at,
    imported_keys: importedKeys.get(integration.id) ?? 0,
  };
}

/** How events name an integration (docs/contract.md#events). */
export const integrationEvent = ({
  id,
  scm_type,
  username,
  avatar_url,
  url,
}: Integration): EventData<'new_integration'> => ({
  integration_id: id,
  integration_type: scm_type,
  data: { login: username, avatar_url, url },
});
