import type { Context } from '../../platform/context.ts';
import { isOAuthType, OAuthClient, registrationAt, scmTypeOf } from '../providers/feature.ts';
import type { Integration } from './queries.ts';

/** The client of the application that a link was granted to. Null where the operator has it no more. */
export function oauthClientFor(
  ctx: Context,
  { scm_type, url }: Pick<Integration, 'scm_type' | 'url'>,
): OAuthClient | null {
  const type = scmTypeOf({ scm_type });
  const registration = registrationAt(ctx.config, type, url);
  return registration && isOAuthType(type) ? new OAuthClient(ctx, type, registration) : null;
}
