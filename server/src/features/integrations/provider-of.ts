import type { integrations } from '@loge/protocol';
import type { Context } from '../../platform/context.ts';
import { oauthRegistration } from './oauth-registration.ts';
import { makeProvider } from './providers/make-provider.ts';
import type { Provider } from './providers/provider.ts';
import type { Integration } from './queries.ts';
import { isOAuthType, scmTypeOf } from './scm-type.ts';

/** The client of a provider, by type and origin. */
export function providerAt(ctx: Context, type: integrations.ScmType, origin: string): Provider {
  const registration = isOAuthType(type) ? oauthRegistration(ctx.config, type) : null;
  return makeProvider(type, origin, { fetch: ctx.outbound.fetch, now: ctx.now, registration });
}

export const providerOf = (ctx: Context, integration: Pick<Integration, 'scm_type' | 'url'>): Provider =>
  providerAt(ctx, scmTypeOf(integration), integration.url);
