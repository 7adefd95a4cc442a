import type { Context } from '../../platform/context.ts';
import { ProviderError } from '../providers/feature.ts';
import type { Integration } from './queries.ts';
import { withGoodTokens, withOtherTokens } from './renew-tokens.ts';

/**
 * Asks the provider with tokens that are good. Those that it refuses before their end are replaced once: they were renewed meanwhile,
 * or the provider's clock is another. Throws what `ask` and `withGoodTokens` throw.
 */
export async function withTokens<T>(
  ctx: Context,
  integration: Integration,
  ask: (good: Integration) => Promise<T>,
): Promise<T> {
  const good = await withGoodTokens(ctx, integration);
  try {
    return await ask(good);
  } catch (error) {
    if (!(error instanceof ProviderError && error.reason === 'token_refused')) throw error;
    const other = await withOtherTokens(ctx, good);
    if (!other) throw error;
    return ask(other);
  }
}
