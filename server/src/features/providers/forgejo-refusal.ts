import { type Answer, messageOf } from './api-client.ts';
import { ProviderError } from './provider-error.ts';

/** `required scope(s): [read:user]` of Forgejo, `required scope(s), required=[read:user], token scope=…` of Gitea. */
const requiredScopes = /\brequired scope\(s\)[^[]{0,20}\[([a-z:, ]{1,500})\]/;

/** Why a Forgejo refused. It says all in a message, whose form differs between it, its versions and Gitea. */
export function forgejoRefusal({ status, body }: Answer): ProviderError {
  // What Forgejo itself answers is JSON: a page is a proxy's or another program's.
  if (body === undefined) return new ProviderError('not_this_software');
  if (status === 401) return new ProviderError('token_refused');
  const message = messageOf(body);
  const [, scopes] = requiredScopes.exec(message) ?? [];
  if (status === 403 && scopes)
    return new ProviderError('scope_missing', { scopes: scopes.split(/[ ,]+/).filter(Boolean) });
  if (status === 403 && /\bprohibited\b|\bsuspended\b|\binactive\b/i.test(message))
    return new ProviderError('token_refused');
  return new ProviderError(status === 404 ? 'not_found' : 'forbidden');
}
