import type { BodyOf, integrations } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import { type Actor, jobActor } from '../../kernel/actor.ts';
import { AppError, invalidField } from '../../kernel/app-error.ts';
import type { Context } from '../../platform/context.ts';
import { type OneTimeLink, openLink, spendLink } from '../../platform/links/one-time-link.ts';
import type { Principal } from '../../platform/principal.ts';
import { type GrantedTokens, redeemCode, refusalOf } from '../providers/feature.ts';
import {
  authorizationPurpose,
  oauthClient,
  redirectUriOf,
  subjectOf,
  verifierOf,
} from './begin-authorization.ts';
import { linkAccount } from './link-account.ts';
import { providerAt } from './provider-of.ts';
import type { Integration } from './queries.ts';
import { revokeTokens } from './revoke-grant.ts';

/**
 * Links the account that the provider sent the browser back with. Throws 422 on `state` (`invalid_link` for a state that is
 * not of this session or of another provider, `used_link`, `expired_link`), on `code` (`authorization_denied`, `authorization_failed`), and what
 * `linkAccount` throws.
 */
export async function completeAuthorization(
  ctx: Context,
  actor: Actor,
  principal: Principal,
  answer: BodyOf<typeof integrations.completeAuthorization>,
): Promise<Integration> {
  const type = answer.scm_type;
  const link = await openState(ctx, principal, answer);
  // A state is spent before anything is asked of the provider, so that of two tries one goes on.
  await ctx.write(actor, (tx) => spendLink(tx, link)).catch(blameState);
  const { client, origin } = oauthClient(ctx, type);
  const tokens = await redeemCode(
    client,
    answer,
    redirectUriOf(ctx, type),
    verifierOf(ctx.keyring, answer.state),
  );
  try {
    return await linkGranted(ctx, actor, principal.account, { type, url: origin, tokens });
  } catch (cause) {
    const link = { account_id: principal.account.id, scm_type: type, url: origin };
    // What was granted would live on at the provider, held by nobody.
    await ctx.write(jobActor('integrations.complete'), (tx) =>
      tx.enqueue(revokeTokens(link, tokens, tx.now)),
    );
    throw refusalOf(cause);
  }
}

async function linkGranted(
  ctx: Context,
  actor: Actor,
  account: Account,
  granted: { readonly type: integrations.OAuthType; readonly url: string; readonly tokens: GrantedTokens },
): Promise<Integration> {
  const { type, url, tokens } = granted;
  const provider = providerAt(ctx, account.id, type, url);
  const identity = await provider.identify(tokens.access);
  const scopes = identity.scopes ?? tokens.scopes;
  const missingScopes = provider.missingScopes(scopes);
  return linkAccount(ctx, actor, account, { ...granted, identity: { ...identity, scopes }, missingScopes });
}

/** Finds the link of a state, which must be of this session and of the provider that sent the browser back. Throws 422 on `state`. */
async function openState(
  ctx: Context,
  principal: Principal,
  { state, scm_type: type }: Pick<BodyOf<typeof integrations.completeAuthorization>, 'state' | 'scm_type'>,
): Promise<OneTimeLink> {
  const link = await openLink(ctx, authorizationPurpose, state, principal.account.id).catch(blameState);
  if (link.subject !== subjectOf(type, principal)) throw invalidField('state', 'invalid_link');
  return link;
}

/** Links blame their `token`, which is called `state` here. */
function blameState(error: unknown): never {
  const code = error instanceof AppError ? error.details.fields?.token?.[0]?.code : undefined;
  throw code ? invalidField('state', code) : error;
}
