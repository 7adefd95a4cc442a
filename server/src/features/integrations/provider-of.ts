import type { integrations } from '@loge/protocol';
import type { Context } from '../../platform/context.ts';
import { oauthRegistration } from './oauth-registration.ts';
import { gitLab } from './providers/gitlab.ts';
import type { Provider, ProviderOptions } from './providers/provider.ts';
import type { Integration } from './queries.ts';
import { isOAuthType, scmTypeOf } from './scm-type.ts';

const makers: Partial<Record<integrations.ScmType, (options: ProviderOptions) => Provider>> = {
  gitlab: gitLab,
  'gitlab-self-hosted': gitLab,
};

/** The client of a provider, by type and origin. */
export function providerAt(ctx: Context, type: integrations.ScmType, origin: string): Provider {
  const registration = isOAuthType(type) ? oauthRegistration(ctx.config, type) : null;
  const client = registration && { id: registration.clientId, secret: registration.clientSecret };
  const make = makers[type];
  if (!make) throw new Error(`no provider of type ${type}`);
  return make({ type, origin, fetch: ctx.outbound.fetch, client });
}

export const providerOf = (ctx: Context, integration: Pick<Integration, 'scm_type' | 'url'>): Provider =>
  providerAt(ctx, scmTypeOf(integration), integration.url);
