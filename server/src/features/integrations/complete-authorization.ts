import { type BodyOf, integrations } from '@loge/protocol';
import type { Actor } from '../../kernel/actor.ts';
import { AppError, invalidField } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { type OneTimeLink, openLink, spendLink } from '../../platform/links/one-time-link.ts';
import type { Principal } from '../../platform/principal.ts';
import {
  authorizationPurpose,
  oauthClient,
  redirectUriOf,
  subjectOf,
  verifierOf,
} from './begin-authorization.ts';
import { linkAccount } from './link-account.ts';
import { GrantRefused } from './oauth-client.ts';
import { providerAt } from './provider-of.ts';
import { refusalOf } from './provider-refusal.ts';
import type { Integration } from './queries.ts';

/**
 * Links the account that the provider sent the browser back with. Throws 422 on `state` (`invalid_link` for a state that is
 * not of this session, `used_link`, `expired_link`), on `code` (`authorization_denied`, `authorization_failed`), and what
 * `linkAccount` throws.
 */
export async function completeAuthorization(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  { state, code, error, iss }: BodyOf<typeof integrations.completeAuthorization>,
): Promise<Integration> {
  const { link, type } = await openState(ctx, principal, state);
  // A state is spent before anything is asked of the provider, so that of two tries one goes on.
  await ctx.write(actor, (tx) => spendLink(tx, link)).catch(blameState);
  if (code === undefined)
    throw invalidField('code', error === 'access_denied' ? 'authorization_denied' : 'authorization_failed');
  const { client, origin } = oauthClient(ctx, type);
  const answer = { code, state, iss };
  try {
    const tokens = await client.redeem(answer, redirectUriOf(ctx, type), verifierOf(ctx.keyring, state));
    const provider = providerAt(ctx, principal.account.id, type, origin);
    const identity = await provider.identify(tokens.access);
    const scopes = identity.scopes ?? tokens.scopes;
    return await linkAccount(ctx, actor, principal.account, {
      type,
      url: origin,
      identity: { ...identity, scopes },
      tokens,
      missingScopes: provider.missingScopes(scopes),
    });
  } catch (cause) {
    if (cause instanceof GrantRefused) throw invalidField('code', 'authorization_failed');
    throw refusalOf(cause);
  }
}

/** Finds the link of a state, which must be of this session. Throws 422 on `state`. */
async function openState(
  ctx: Context,
  principal: Principal,
  state: string,
): Promise<{ link: OneTimeLink; type: integrations.OAuthType }> {
  const link = await openLink(ctx, authorizationPurpose, state, principal.account.id).catch(blameState);
  const type = integrations.oauthTypes.find((one) => link.subject === subjectOf(one, principal));
  if (!type) throw invalidField('state', 'invalid_link');
  return { link, type };
}

/** Links blame their `token`, which is called `state` here. */
function blameState(error: unknown): never {
  const code = error instanceof AppError ? error.details.fields?.token?.[0]?.code : undefined;
  throw code ? invalidField('state', code) : error;
}
