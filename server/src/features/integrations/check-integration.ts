import { jobActor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Sweep } from '../../platform/jobs/housekeeping.ts';
import { defineOutsideJob } from '../../platform/jobs/job.ts';
import { type Identity, ProviderError, refusalOf } from '../providers/feature.ts';
import { findingOf } from './finding.ts';
import { checkEveryMs } from './link-account.ts';
import { markBroken } from './mark-broken.ts';
import { demandNoHold, keepHold } from './provider-holds.ts';
import { providerOf } from './provider-of.ts';
import {
  type Integration,
  integrationById,
  lockIntegration,
  takeDueChecks,
  updateIntegration,
} from './queries.ts';
import { showGithub } from './show-github.ts';
import { tellOfBreakage } from './tell-of-breakage.ts';
import { openTokens } from './tokens.ts';
import { withTokens } from './with-tokens.ts';

const kind = 'integrations.check';
const actor = jobActor(kind);
/** The batch is bounded, so that a night's checks do not hold the writer. */
const atOnce = 2000;

/**
 * Asks the provider whether a link works and what it may do, and keeps what was found; a member whose link is broken is mailed,
 * once. A provider that does not answer makes it `unreachable`, which is no reason for a mail. Throws `not_found` when the
 * integration was removed meanwhile.
 */
export async function checkIntegration(ctx: Context, integration: Integration): Promise<Integration> {
  let asked = integration;
  try {
    demandNoHold(ctx, integration.id);
    const identity = await withTokens(ctx, integration, (good) => {
      asked = good;
      return providerOf(ctx, good).identify(openTokens(ctx, good).access);
    });
    // A token that is another account's by now is not this link's any more.
    if (identity.account.uid !== asked.uid) return await present(markBroken(ctx, asked, 'revoked'));
    const scopes = identity.scopes ?? readScopes(asked);
    const missing = providerOf(ctx, asked).missingScopes(scopes);
    return await keepFinding(ctx, asked, { ...identity, scopes }, missing);
  } catch (error) {
    return await present(keepFailure(ctx, asked, error));
  }
}

const readScopes = ({ scopes }: Integration): string[] | null =>
  scopes === null ? null : JSON.parse(scopes);

async function keepFinding(
  ctx: Context,
  checked: Integration,
  identity: Identity,
  missing: readonly string[],
): Promise<Integration> {
  return present(
    ctx.write(actor, async (tx) => {
      const before = await lockIntegration(tx, checked.id);
      if (!before || before.tokens_version !== checked.tokens_version) return before;
      const endsForGoodAt = identity.expiresAt ?? before.expires_at;
      const found = await updateIntegration(tx, before.id, before.tokens_version, {
        ...findingOf(identity, missing, {
          now: tx.now,
          endsForGoodAt: before.renew_at ? null : endsForGoodAt,
        }),
        expires_at: before.renew_at ? null : endsForGoodAt,
      });
      if (!found) return undefined;
      await tellOfBreakage(tx, before, found);
      if (found.username !== before.username) await showGithub(tx, found.account_id);
      return found;
    }),
  );
}

/** Keeps what a failed check means. Throws an error that says nothing about the link. */
async function keepFailure(
  ctx: Context,
  checked: Integration,
  error: unknown,
): Promise<Integration | undefined> {
  keepHold(ctx, checked.id, error);
  if (error instanceof ProviderError) {
    if (error.reason === 'token_refused' || error.reason === 'not_a_person')
      return markBroken(ctx, checked, 'revoked');
    if (error.reason === 'organisation_blocked')
      return markBroken(ctx, checked, 'organisation_blocked', error.url);
  }
  const refusal = refusalOf(error);
  const code = refusal instanceof AppError ? refusal.code : null;
  // A provider that wants a pause is there: the last finding stands.
  if (refusal instanceof AppError && refusal.details.retryAfter !== undefined) throw refusal;
  // A renewal that was refused for good has been kept already.
  if (code === 'provider_refused') return integrationById(ctx.reader, checked.id);
  if (code !== 'provider_unreachable') throw refusal;
  return ctx.write(actor, async (tx) => {
    const before = await lockIntegration(tx, checked.id);
    // One that is known to be broken stays so.
    if (before?.state !== 'ok') return before;
    return updateIntegration(tx, before.id, before.tokens_version, {
      state: 'unreachable',
      checked_at: tx.now,
    });
  });
}

async function present(kept: Promise<Integration | undefined>): Promise<Integration> {
  const integration = await kept;
  if (!integration) throw new AppError('not_found', { resource: 'scm_integration' });
  return integration;
}

/** The daily look at a link. */
export const checkIntegrationJob = defineOutsideJob<{ id: string }>(kind, async (ctx, { payload }) => {
  const integration = await integrationById(ctx.reader, payload.id);
  if (integration) await checkIntegration(ctx, integration);
});

/** Orders the checks that are due, each once, whatever node this runs on. */
export const orderChecks: Sweep = async (tx) => {
  const until = instantOf(Date.parse(tx.now) + checkEveryMs);
  for (const { id, account_id } of await takeDueChecks(tx, until, atOnce))
    await tx.enqueue(checkIntegrationJob.order({ id }, account_id));
};
