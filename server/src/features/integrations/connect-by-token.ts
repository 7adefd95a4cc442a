import type { BodyOf, FieldCode, FieldIssue, integrations } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type AppError, invalidField } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { OutboundError } from '../../platform/outbound/outbound.ts';
import { type Identity, isOAuthType, type Provider, ProviderError } from '../providers/feature.ts';
import { linkAccount } from './link-account.ts';
import { offeredProviders } from './offered-providers.ts';
import { providerAt } from './provider-of.ts';
import type { Integration } from './queries.ts';
import { readOrigin } from './read-origin.ts';

/**
 * Links an account by an access token, once the provider has said whose token it is. Nothing is stored before. Throws 422 on
 * `scm_type` (`by_oauth_only`, `not_offered`), `url` (`url_unreadable`, `url_refused`, `url_unreachable`,
 * `url_of_other_software`), `access_token` (`token_refused`, `token_of_no_person`, `token_lacks_scopes` with the scopes,
 * `token_blocked`), and what `linkAccount` throws.
 */
export async function connectByToken(
  ctx: Context,
  actor: Actor,
  account: Account,
  { scm_type: type, url, access_token: access }: BodyOf<typeof integrations.createIntegration>,
): Promise<Integration> {
  if (isOAuthType(type)) throw invalidField('scm_type', 'by_oauth_only');
  if (!offeredProviders(ctx.config).some((offered) => offered.scm_type === type))
    throw invalidField('scm_type', 'not_offered');
  const origin = readOrigin(url);
  const provider = providerAt(ctx, account.id, type, origin);
  const identity = await identify(provider, access);
  const missing = provider.missingScopes(identity.scopes);
  if (missing.length > 0) throw invalidField('access_token', 'token_lacks_scopes', { scopes: [...missing] });
  const tokens = {
    access,
    refresh: null,
    renewAt: null,
    expiresAt: identity.expiresAt,
    scopes: identity.scopes,
  };
  return linkAccount(ctx, actor, account, { type, url: origin, identity, tokens, missingScopes: missing });
}

async function identify(provider: Provider, access: string): Promise<Identity> {
  try {
    return await provider.identify(access);
  } catch (error) {
    if (error instanceof OutboundError) throw invalidField('url', outboundCode(error));
    if (error instanceof ProviderError) throw blame(error);
    throw error;
  }
}

const outboundCode = ({ reason }: OutboundError): FieldCode =>
  reason === 'address_refused' ? 'url_refused' : 'url_unreachable';

/** What in the request is to blame for the provider's answer. */
function blame(error: ProviderError): AppError {
  const cause = error.cause;
  if (cause instanceof OutboundError) return invalidField('url', outboundCode(cause));
  const token = (code: FieldCode, more: Omit<FieldIssue, 'code'> = {}) =>
    invalidField('access_token', code, more);
  switch (error.reason) {
    case 'token_refused':
    case 'forbidden':
      return token('token_refused');
    case 'not_a_person':
      return token('token_of_no_person');
    case 'scope_missing':
      return token('token_lacks_scopes', { scopes: [...error.scopes] });
    case 'organisation_blocked':
      return token('token_blocked');
    case 'not_found':
    case 'not_this_software':
      return invalidField('url', 'url_of_other_software');
    case 'rate_limited':
    case 'unreachable':
      return invalidField('url', 'url_unreachable');
  }
}
