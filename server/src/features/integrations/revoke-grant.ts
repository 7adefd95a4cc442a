import { jobActor } from '../../kernel/actor.ts';
import { days, hours, type Instant, instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { defineOutsideJob } from '../../platform/jobs/job.ts';
import type { JobOrder } from '../../platform/jobs/order.ts';
import { GrantRefused, isFinal, OAuthClient } from './oauth-client.ts';
import { oauthRegistration } from './oauth-registration.ts';
import { providerOf } from './provider-of.ts';
import { ProviderError } from './providers/provider-error.ts';
import type { Integration } from './queries.ts';
import { isOAuthType } from './scm-type.ts';
import { openTokens } from './tokens.ts';

const kind = 'integrations.revoke-grant';
/** How long a provider that does not answer is asked again, and how often. */
const triedMs = days(3);
const againMs = hours(1);

/** What of the row that is gone its revocation needs; the tokens are still sealed. */
type Revoked = Pick<Integration, 'id' | 'account_id' | 'scm_type' | 'url' | 'sealed_tokens'>;

interface Revocation {
  readonly integration: Revoked;
  readonly until: Instant;
}

/**
 * Orders that our grant is taken back at the provider. Null for a member's own access token, which may serve other things too:
 * they end it there themselves. The order is nobody's, so that it outlives the account.
 */
export function revokeGrant(
  { id, account_id, scm_type, url, sealed_tokens }: Integration,
  now: Instant,
): JobOrder<Revocation> | null {
  if (!isOAuthType(scm_type)) return null;
  const until = instantOf(Date.parse(now) + triedMs);
  return revokeGrantJob.order({ integration: { id, account_id, scm_type, url, sealed_tokens }, until }, null);
}

/** Takes the grant back. While the provider does not answer, it orders itself again. */
export const revokeGrantJob = defineOutsideJob<Revocation>(kind, async (ctx, { payload }) => {
  if (await isRevoked(ctx, payload.integration)) return;
  if (instantOf(ctx.now()) >= payload.until) {
    ctx.log.warn({ integration: payload.integration.id }, 'a grant could not be revoked at its provider');
    return;
  }
  await ctx.write(jobActor(kind), (tx) => tx.enqueue(revokeGrantJob.order(payload, null, againMs)));
});

async function isRevoked(ctx: Context, integration: Revoked): Promise<boolean> {
  try {
    const provider = providerOf(ctx, integration);
    const { access, refresh } = openTokens(ctx, integration);
    if ((await isUnknown(provider.revoke(access))) && refresh !== null) {
      // GitHub ends a grant by a token that is good only, while the grant of one that has ended may go on.
      const renewed = await renewedToken(ctx, integration, refresh);
      if (renewed !== null) await isUnknown(provider.revoke(renewed));
    }
    return true;
  } catch (error) {
    ctx.log.info({ err: error, integration: integration.id }, 'the provider did not revoke a grant yet');
    return false;
  }
}

/** Whether the provider does not know the token any more. Throws any other failure. */
async function isUnknown(revocation: Promise<void>): Promise<boolean> {
  try {
    await revocation;
    return false;
  } catch (error) {
    if (error instanceof ProviderError && (error.reason === 'token_refused' || error.reason === 'not_found'))
      return true;
    throw error;
  }
}

/** A token that is good for a moment. Null when there is none to be had: then nothing is left to take back. */
async function renewedToken(ctx: Context, { scm_type }: Revoked, refresh: string): Promise<string | null> {
  const registration = isOAuthType(scm_type) ? oauthRegistration(ctx.config, scm_type) : null;
  if (!isOAuthType(scm_type) || !registration) return null;
  try {
    return (await new OAuthClient(ctx, scm_type, registration).renew(refresh)).access;
  } catch (error) {
    if (error instanceof GrantRefused && isFinal(error.code)) return null;
    throw error;
  }
}
