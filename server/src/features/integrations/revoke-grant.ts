import { jobActor } from '../../kernel/actor.ts';
import { days, hours, type Instant, instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { defineOutsideJob } from '../../platform/jobs/job.ts';
import type { JobOrder } from '../../platform/jobs/order.ts';
import { type GrantedTokens, isOAuthType, isRefusedForGood, ProviderError } from '../providers/feature.ts';
import { oauthClientFor } from './oauth-client-for.ts';
import { providerOf } from './provider-of.ts';
import { type Integration, integrationOfSubject } from './queries.ts';
import { openTokens } from './tokens.ts';

const kind = 'integrations.revoke-grant';
/** How long a provider that does not answer is asked again, and how often. */
const triedMs = days(3);
const againMs = hours(1);

type Held = Pick<GrantedTokens, 'access' | 'refresh' | 'renewAt'>;

interface Revocation {
  readonly link: Pick<Integration, 'account_id' | 'scm_type' | 'url'>;
  /** The account at the provider; null where it did not say whose the tokens are. */
  readonly uid: string | null;
  /**
   * Still sealed as in the row that is gone, until the job first runs: it opens them at once, so that a later rotation of the secret
   * key, which seals payloads anew but knows nothing of what is sealed within them, takes nothing away.
   */
  readonly tokens: Held | Pick<Integration, 'id' | 'account_id' | 'sealed_tokens' | 'renew_at'>;
  readonly until: Instant;
}

/**
 * Orders that our grant is taken back at the provider. Null for a member's own access token, which may serve other things too:
 * they end it there themselves. The order is nobody's, so that it outlives the account.
 */
export function revokeGrant(
  { id, account_id, scm_type, url, uid, sealed_tokens, renew_at }: Integration,
  now: Instant,
): JobOrder<Revocation> | null {
  if (!isOAuthType(scm_type)) return null;
  const tokens = { id, account_id, sealed_tokens, renew_at };
  return order({ link: { account_id, scm_type, url }, uid, tokens }, now);
}

/** Orders that tokens are ended which were granted, and of which no link came. */
export const revokeTokens = (
  link: Revocation['link'],
  { access, refresh, renewAt }: GrantedTokens,
  now: Instant,
): JobOrder<Revocation> => order({ link, uid: null, tokens: { access, refresh, renewAt } }, now);

const order = (revocation: Omit<Revocation, 'until'>, now: Instant): JobOrder<Revocation> =>
  revokeGrantJob.order({ ...revocation, until: instantOf(Date.parse(now) + triedMs) }, null);

/** Takes the grant back. While the provider does not answer, it orders itself again. */
export const revokeGrantJob = defineOutsideJob<Revocation>(kind, async (ctx, { payload }) => {
  const tokens = await endTokens(ctx, payload);
  if (tokens === 'ended') return;
  if (instantOf(ctx.now()) >= payload.until) {
    ctx.log.warn({ provider: payload.link.url }, 'a grant could not be revoked at its provider');
    return;
  }
  await ctx.write(jobActor(kind), (tx) =>
    tx.enqueue(revokeGrantJob.order({ ...payload, tokens }, null, againMs)),
  );
});

/** Returns the tokens with which to try again. */
async function endTokens(ctx: Context, { link, uid, tokens }: Revocation): Promise<Held | 'ended'> {
  let held = heldIn(ctx, tokens);
  try {
    const client = oauthClientFor(ctx, link);
    if (!client) throw new Error('no registration to revoke a grant with');
    const linkedAgain = uid === null ? undefined : await integrationOfSubject(ctx.reader, link.url, uid);
    if (linkedAgain && openTokens(ctx, linkedAgain).access === held.access) return 'ended';
    // A provider may have one grant for all tokens of a person: the whole of it would end the new link too.
    const what = uid === null || linkedAgain ? 'token' : 'grant';
    const end = () => providerOf(ctx, link).revoke(held.access, what);
    // By an access token that has ended, providers take nothing back, and the refresh token would live on.
    const hasEnded = held.renewAt !== null && held.renewAt <= instantOf(ctx.now());
    const isOver = !hasEnded && !(await isUnknown(end()));
    if (isOver || held.refresh === null) return 'ended';
    held = await client.renew(held.refresh);
    await end();
    return 'ended';
  } catch (error) {
    if (isGone(error)) return 'ended';
    ctx.log.info({ err: error, provider: link.url }, 'the provider did not revoke a grant yet');
    return held;
  }
}

const isUnknown = (revocation: Promise<void>): Promise<boolean> =>
  revocation.then(
    () => false,
    (error: unknown) => {
      if (isGone(error)) return true;
      throw error;
    },
  );

/** A token that the provider does not know any more has nothing left to take back. */
const isGone = (error: unknown): boolean =>
  isRefusedForGood(error) ||
  (error instanceof ProviderError && (error.reason === 'token_refused' || error.reason === 'not_found'));

function heldIn(ctx: Context, tokens: Revocation['tokens']): Held {
  if ('access' in tokens) return tokens;
  return { ...openTokens(ctx, tokens), renewAt: tokens.renew_at };
}
