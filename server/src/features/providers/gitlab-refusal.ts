import * as z from 'zod/mini';
import { type Answer, messageOf } from './api-client.ts';
import { ProviderError } from './provider-error.ts';

/** RFC 6750, 3.1, as GitLab writes it: `scope` is a list, and a text with blanks in some versions. */
const insufficient = z.object({ error: z.literal('insufficient_scope') });

/**
 * Why GitLab refused. A request without a scope that it needs is 403 with `insufficient_scope`; a project that the member may not
 * see is 404; a member who is blocked is 403 with words.
 */
export function gitLabRefusal({ status, body }: Answer): ProviderError {
  // What GitLab itself answers is JSON: a page is a login's, a proxy's or another program's.
  if (body === undefined) return new ProviderError('not_this_software');
  if (status === 401) return new ProviderError('token_refused');
  // Its answer lists every scope that would do. The least of those that all our calls can be made with is this one.
  if (insufficient.safeParse(body).success)
    return new ProviderError('scope_missing', { scopes: ['read_api'] });
  const message = messageOf(body);
  if (status === 403 && /\b(?:blocked|deactivated|banned|pending approval|terms of service)\b/i.test(message))
    return new ProviderError('token_refused');
  // Groups may restrict who asks, by network address or by their own single sign-on.
  if (status === 403 && /\b(?:saml|sso|ip address|ip restriction)\b/i.test(message))
    return new ProviderError('organisation_blocked');
  if (status === 403) return new ProviderError('forbidden');
  if (status === 404) return new ProviderError('not_found');
  return new ProviderError('not_this_software');
}
