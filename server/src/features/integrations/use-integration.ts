import { AppError } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { isMarkDue } from '../../platform/touch.ts';
import { type Provider, ProviderError, refusalOf } from '../providers/feature.ts';
import { markBroken } from './mark-broken.ts';
import { demandNoHold, keepHold } from './provider-holds.ts';
import { providerOf } from './provider-of.ts';
import { type Integration, markUsed } from './queries.ts';
import { openTokens } from './tokens.ts';
import { withTokens } from './with-tokens.ts';

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
  let asked = integration;
  try {
    return await withTokens(ctx, integration, (good) => {
      asked = good;
      markUse(ctx, good);
      return ask(providerOf(ctx, good), openTokens(ctx, good).access);
    });
  } catch (error) {
    keepHold(ctx, asked.id, error);
    if (error instanceof ProviderError) await keepBreakage(ctx, asked, error);
    throw refusalOf(error);
  }
}

function markUse(ctx: Context, { id, last_used_at }: Integration): void {
  const now = ctx.now();
  if (!isMarkDue(last_used_at, now)) return;
  const mark = { key: `integration:${id}`, apply: markUsed(id, instantOf(now)) };
  // A use mark: losing the last one shows a use a minute early at most.
  ctx.touch(mark);
}

/** A refusal of one call for lack of a scope does not break the link: what it may do, the check says. */
async function keepBreakage(ctx: Context, integration: Integration, error: ProviderError): Promise<void> {
  if (error.reason === 'token_refused') await markBroken(ctx, integration, 'revoked');
  if (error.reason === 'organisation_blocked')
    await markBroken(ctx, integration, 'organisation_blocked', error.url);
}
