import { AppError } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { isMarkDue } from '../../platform/touch.ts';
import { markBroken } from './mark-broken.ts';
import { demandNoHold, keepHold } from './provider-holds.ts';
import { providerOf } from './provider-of.ts';
import { refusalOf } from './provider-refusal.ts';
import type { Provider } from './providers/provider.ts';
import { ProviderError } from './providers/provider-error.ts';
import { type Integration, markUsed } from './queries.ts';
import { withGoodTokens } from './renew-tokens.ts';
import { openTokens } from './tokens.ts';

/**
 * Asks the provider something through a link, with an access token that is good. A refusal that tells that the link is broken is
 * kept and mailed. Throws what `refusalOf` makes of it.
 */
export async function useIntegration<T>(
  ctx: Context,
  integration: Integration,
  ask: (provider: Provider, accessToken: string) => Promise<T>,
): Promise<T> {
  if (integration.state === 'revoked') throw new AppError('provider_refused');
  demandNoHold(ctx, integration.id);
  const good = await withGoodTokens(ctx, integration);
  const now = ctx.now();
  const mark = { key: `integration:${good.id}`, apply: markUsed(good.id, instantOf(now)) };
  // A use mark: losing the last one shows a use a minute early at most.
  if (isMarkDue(good.last_used_at, now)) ctx.touch(mark);
  try {
    return await ask(providerOf(ctx, good), openTokens(ctx, good).access);
  } catch (error) {
    keepHold(ctx, good.id, error);
    if (error instanceof ProviderError) await keepBreakage(ctx, good, error);
    throw refusalOf(error);
  }
}

/** A refusal of one call for lack of a scope does not break the link: what it may do, the check says. */
async function keepBreakage(ctx: Context, integration: Integration, error: ProviderError): Promise<void> {
  if (error.reason === 'token_refused') await markBroken(ctx, integration, 'revoked');
  if (error.reason === 'organisation_blocked')
    await markBroken(ctx, integration, 'organisation_blocked', error.url);
}
