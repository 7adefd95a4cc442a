import type { integrations } from '@loge/protocol';
import { paths } from '@loge/protocol';
import type { Actor } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import { instantOf, minutes } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Keyring } from '../../platform/crypto/keyring.ts';
import { definePurpose } from '../../platform/links/link-purpose.ts';
import { makeLink } from '../../platform/links/one-time-link.ts';
import type { Principal } from '../../platform/principal.ts';
import { OAuthClient, oauthRegistration } from '../providers/feature.ts';
import { providerAt } from './provider-of.ts';

const lifetimeMs = minutes(10);

/** The secret of this link is the `state` of an authorization (RFC 6749, 10.12). It is never mailed. */
export const authorizationPurpose = definePurpose('integration-authorization');

/** What the link of an authorization is about: the provider, and the session that may complete it. */
export const subjectOf = (type: integrations.OAuthType, { credential }: Principal): string =>
  `${type} ${credential.id ?? ''}`;

/**
 * The PKCE verifier of an authorization (RFC 7636, 4.1): a MAC of its state, 43 characters, so that it is kept nowhere.
 */
export const verifierOf = (keyring: Keyring, state: string): string => keyring.mac('oauth-verifier', state);

export const redirectUriOf = (ctx: Context, type: integrations.OAuthType): string =>
  new URL(paths[`${type}Callback`], ctx.config.publicUrl).href;

/** The registration's client. Throws 422 on `scm_type`: `not_offered`. */
export function oauthClient(ctx: Context, type: integrations.OAuthType) {
  const registration = oauthRegistration(ctx.config, type);
  if (!registration) throw invalidField('scm_type', 'not_offered');
  return { client: new OAuthClient(ctx, type, registration), origin: registration.origin };
}

/** Begins to link an account by OAuth: where the browser is to go within ten minutes. */
export async function beginAuthorization(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  type: integrations.OAuthType,
): Promise<{ url: string; expires_at: string }> {
  const { client, origin } = oauthClient(ctx, type);
  const begun = await ctx.write(actor, async (tx) => ({
    state: await makeLink(tx, {
      purpose: authorizationPurpose,
      accountId: principal.account.id,
      subject: subjectOf(type, principal),
      lifetime: lifetimeMs,
    }),
    expires_at: instantOf(Date.parse(tx.now) + lifetimeMs),
  }));
  const verifier = verifierOf(ctx.keyring, begun.state);
  return {
    url: await client.authorizationUrl(
      providerAt(ctx, principal.account.id, type, origin).wantedScopes,
      redirectUriOf(ctx, type),
      begun.state,
      verifier,
    ),
    expires_at: begun.expires_at,
  };
}
