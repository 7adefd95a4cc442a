import type { integrations } from '@loge/protocol';
import type { Context } from '../../platform/context.ts';
import { makeProvider, type Provider, registrationAt, scmTypeOf } from '../providers/feature.ts';
import type { Integration } from './queries.ts';

/** The client of a provider, by type and origin, for what an account asks of it. */
export function providerAt(
  ctx: Context,
  accountId: string,
  type: integrations.ScmType,
  origin: string,
): Provider {
  const registration = registrationAt(ctx.config, type, origin);
  return makeProvider(type, origin, { fetch: ctx.outbound.fetchFor(accountId), now: ctx.now, registration });
}

export const providerOf = (
  ctx: Context,
  integration: Pick<Integration, 'account_id' | 'scm_type' | 'url'>,
): Provider => providerAt(ctx, integration.account_id, scmTypeOf(integration), integration.url);
