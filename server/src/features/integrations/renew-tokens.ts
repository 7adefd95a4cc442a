import { jobActor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { instantOf, seconds } from '../../kernel/clock.ts';
import { randomSecret } from '../../kernel/ids.ts';
import type { Context } from '../../platform/context.ts';
import { defineOutsideJob } from '../../platform/jobs/job.ts';
import { perContext } from '../../platform/per-context.ts';
import type { Tx } from '../../platform/write.ts';
import { type GrantedTokens, isRefusedForGood } from '../providers/feature.ts';
import { integrationEvent } from './integration-object.ts';
import { markBroken } from './mark-broken.ts';
import { oauthClientFor } from './oauth-client-for.ts';
import {
  endRenewal,
  type Integration,
  integrationById,
  lockIntegration,
  takeRenewal,
  updateIntegration,
} from './queries.ts';
import { revokeGrant } from './revoke-grant.ts';
import { openTokens, sealTokens } from './tokens.ts';

const kind = 'integrations.settle-renewal';
const actor = jobActor(kind);

/** Longer than a provider is waited for: whoever took a renewal and has not ended it by then has died. */
const lapseMs = seconds(30);
/** How often those look who wait for a renewal on another node, and how long. */
const lookMs = 100;
const waitedMs = seconds(25);

/** Renewals that are under way on this node, by integration and refused version: callers of one node share one. */
const underWay = perContext(() => new Map<string, Promise<Integration>>());

/**
 * An integration whose access token is good now. A token near its end is renewed first: once, however many callers on
 * however many nodes need it, since a provider may end the former pair with each renewal. Throws `provider_refused` when the
 * member has to connect again, `provider_unreachable`.
 */
export async function withGoodTokens(ctx: Context, integration: Integration): Promise<Integration> {
  return isGood(ctx, integration) ? integration : renewal(ctx, integration.id, null);
}

/**
 * The integration with other tokens than those that the provider refused before their end: newer ones that are there already, or
 * such as a renewal brings. Undefined when there are none, and nothing to renew with. Throws as `withGoodTokens` does.
 */
export async function withOtherTokens(ctx: Context, refused: Integration): Promise<Integration | undefined> {
  const version = refused.tokens_version;
  if (openTokens(ctx, refused).refresh !== null) return renewal(ctx, refused.id, version);
  const present = await integrationById(ctx.reader, refused.id);
  return present?.tokens_version === version ? undefined : present;
}

/** @param refused the version of tokens that were refused, and are not good therefore. */
function renewal(ctx: Context, id: string, refused: number | null): Promise<Integration> {
  const key = `${id} ${refused ?? ''}`;
  const known = underWay(ctx).get(key);
  if (known) return known;
  const begun = renewOrWait(ctx, id, refused).finally(() => underWay(ctx).delete(key));
  underWay(ctx).set(key, begun);
  return begun;
}

const isGood = (ctx: Context, { renew_at }: Integration): boolean =>
  renew_at === null || Date.parse(renew_at) > ctx.now();

async function renewOrWait(ctx: Context, id: string, refused: number | null): Promise<Integration> {
  const until = ctx.now() + waitedMs;
  for (;;) {
    const present = await integrationById(ctx.reader, id);
    if (!present) throw new AppError('not_found', { resource: 'scm_integration' });
    if (present.state === 'revoked') throw new AppError('provider_refused');
    if (isGood(ctx, present) && present.tokens_version !== refused) return present;
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
  const kept = await ctx.write(actor, (tx) => keep(tx, taken, tokens));
  if (!kept) throw new AppError('not_found', { resource: 'scm_integration' });
  if (kept.state === 'revoked') throw new AppError('provider_refused');
  return kept;
}

/**
 * Keeps a pair. Where the link is gone or has another one by now, the new one is taken back at the provider, since nobody would have it.
 * Returns the integration as it is then.
 */
async function keep(tx: Tx, taken: Integration, tokens: GrantedTokens): Promise<Integration | undefined> {
  const present = await lockIntegration(tx, taken.id);
  const sealed_tokens = await sealTokens(tx, taken, tokens);
  if (!present || present.tokens_version !== taken.tokens_version) {
    await tx.enqueue(revokeGrant({ ...taken, sealed_tokens, renew_at: tokens.renewAt }, tx.now));
    return present;
  }
  const scopes = tokens.scopes && JSON.stringify(tokens.scopes);
  const renewed = await updateIntegration(tx, taken.id, taken.tokens_version, {
    sealed_tokens,
    tokens_version: taken.tokens_version + 1,
    renew_at: tokens.renewAt,
    expires_at: tokens.expiresAt,
    renewal_id: null,
    renewal_began_at: null,
    // Somebody who took the renewal over was refused, because this one had been granted.
    ...(present.state === 'revoked' ? { state: 'ok' } : {}),
    // What the link may do now, a check has to say.
    ...(scopes === null || scopes === present.scopes ? {} : { scopes, check_due_at: tx.now }),
  });
  if (renewed)
    await tx.record({
      type: 'integration_renewed',
      accountId: renewed.account_id,
      data: integrationEvent(renewed),
    });
  return renewed;
}

async function ask(ctx: Context, taken: Integration): Promise<GrantedTokens | 'refused'> {
  const client = oauthClientFor(ctx, taken);
  const { refresh } = openTokens(ctx, taken);
  if (refresh === null) return 'refused';
  try {
    // The operator may bring the registration back.
    if (!client) throw new Error('no registration to renew tokens with');
    return await client.renew(refresh);
  } catch (error) {
    if (isRefusedForGood(error)) return 'refused';
    await giveBack(ctx, taken);
    throw new AppError('provider_unreachable', { cause: error });
  }
}

/** The provider did not answer: the next caller may try. A renewal that somebody took over is theirs. */
const giveBack = (ctx: Context, { id, renewal_id }: Integration) =>
  ctx.write(actor, (tx) => endRenewal(tx, id, renewal_id ?? ''));

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
