import { jobActor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { instantOf, seconds } from '../../kernel/clock.ts';
import { randomSecret } from '../../kernel/ids.ts';
import type { Context } from '../../platform/context.ts';
import { defineOutsideJob } from '../../platform/jobs/job.ts';
import { perContext } from '../../platform/per-context.ts';
import { integrationEvent } from './integration-object.ts';
import { markBroken } from './mark-broken.ts';
import { GrantRefused, isFinal, OAuthClient } from './oauth-client.ts';
import { oauthRegistration } from './oauth-registration.ts';
import { type Integration, integrationById, takeRenewal, updateIntegration } from './queries.ts';
import { isOAuthType, scmTypeOf } from './scm-type.ts';
import { type GrantedTokens, openTokens, sealTokens } from './tokens.ts';

const kind = 'integrations.settle-renewal';
const actor = jobActor(kind);

/** Longer than a provider is waited for: whoever took a renewal and has not ended it by then has died. */
const lapseMs = seconds(30);
/** How often those look who wait for a renewal on another node, and how long. */
const lookMs = 100;
const waitedMs = seconds(25);

/** Renewals that are under way on this node, by integration: callers of one node share one. */
const underWay = perContext(() => new Map<string, Promise<Integration>>());

/**
 * An integration whose access token is good now. A token near its end is renewed first: once, however many callers on
 * however many nodes need it, since a provider may end the former pair with each renewal. Throws `provider_refused` when the
 * member has to connect again, `provider_unreachable`.
 */
export async function withGoodTokens(ctx: Context, integration: Integration): Promise<Integration> {
  if (isGood(ctx, integration)) return integration;
  const known = underWay(ctx).get(integration.id);
  if (known) return known;
  const renewal = renewOrWait(ctx, integration).finally(() => underWay(ctx).delete(integration.id));
  underWay(ctx).set(integration.id, renewal);
  return renewal;
}

const isGood = (ctx: Context, { renew_at }: Integration): boolean =>
  renew_at === null || Date.parse(renew_at) > ctx.now();

async function renewOrWait(ctx: Context, asked: Integration): Promise<Integration> {
  const until = ctx.now() + waitedMs;
  for (;;) {
    const present = await integrationById(ctx.reader, asked.id);
    if (!present) throw new AppError('not_found', { resource: 'scm_integration' });
    if (present.state === 'revoked') throw new AppError('provider_refused');
    if (isGood(ctx, present)) return present;
    const taken = await take(ctx, present);
    if (taken) return renew(ctx, taken);
    if (ctx.now() >= until) throw new AppError('provider_unreachable', { retryAfter: 5 });
    await new Promise<void>((resolve) => ctx.after(lookMs, resolve));
  }
}

/** Takes the renewal, together with the job that looks what became of it, should this node die. */
async function take(ctx: Context, present: Integration): Promise<Integration | undefined> {
  const renewalId = randomSecret(9);
  return ctx.write(actor, async (tx) => {
    const taken = await takeRenewal(tx, present, renewalId, instantOf(Date.parse(tx.now) - lapseMs));
    if (taken)
      await tx.enqueue(
        settleRenewalJob.order({ id: present.id, renewalId }, present.account_id, lapseMs + seconds(5)),
      );
    return taken;
  });
}

/** Asks the provider, and keeps the pair. Only whoever took the renewal does. */
async function renew(ctx: Context, taken: Integration): Promise<Integration> {
  const tokens = await ask(ctx, taken);
  if (tokens === 'refused') {
    // Somebody who took the renewal over may have stored a newer pair: then this refusal is of the former one.
    const present = await markBroken(ctx, taken, 'revoked');
    if (present && isGood(ctx, present) && present.state !== 'revoked') return present;
    throw new AppError('provider_refused');
  }
  return ctx.write(actor, async (tx) => {
    const renewed = await updateIntegration(tx, taken.id, taken.tokens_version, {
      sealed_tokens: await sealTokens(tx, taken, tokens),
      tokens_version: taken.tokens_version + 1,
      renew_at: tokens.renewAt,
      expires_at: tokens.expiresAt,
      renewal_id: null,
      renewal_began_at: null,
    });
    if (!renewed) throw new AppError('provider_unreachable', { retryAfter: 1 });
    await tx.record({
      type: 'integration_renewed',
      accountId: renewed.account_id,
      data: integrationEvent(renewed),
    });
    return renewed;
  });
}

async function ask(ctx: Context, taken: Integration): Promise<GrantedTokens | 'refused'> {
  const type = scmTypeOf(taken);
  const registration = isOAuthType(type) ? oauthRegistration(ctx.config, type) : null;
  const { refresh } = openTokens(ctx, taken);
  if (!isOAuthType(type) || !registration || refresh === null) return 'refused';
  try {
    return await new OAuthClient(ctx, type, registration).renew(refresh);
  } catch (error) {
    if (error instanceof GrantRefused && isFinal(error.code)) return 'refused';
    await giveBack(ctx, taken);
    throw new AppError('provider_unreachable', { cause: error });
  }
}

/** The provider did not answer: the next caller may try. */
const giveBack = (ctx: Context, { id, tokens_version }: Integration) =>
  ctx.write(actor, (tx) =>
    updateIntegration(tx, id, tokens_version, { renewal_id: null, renewal_began_at: null }),
  );

/**
 * Looks what became of a renewal. One that nobody ended was cut off, perhaps between the provider's answer and our commit. It is
 * tried again: the pair is renewed after all, or the member is told at once that they have to connect again.
 */
export const settleRenewalJob = defineOutsideJob<{ id: string; renewalId: string }>(
  kind,
  async (ctx, { payload }) => {
    const present = await integrationById(ctx.reader, payload.id);
    if (!present || present.renewal_id !== payload.renewalId || present.state === 'revoked') return;
    await withGoodTokens(ctx, present).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'provider_refused') return;
      throw error;
    });
  },
);
