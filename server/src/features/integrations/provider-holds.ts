import { AppError } from '../../kernel/app-error.ts';
import { seconds } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { perContext } from '../../platform/per-context.ts';
import { ProviderError } from '../providers/feature.ts';

/** Until when a provider wants no calls with a link's token, by the link's id, in milliseconds since the Unix epoch. */
const holds = perContext(() => new Map<string, number>());

/** Throws `provider_unreachable` while the provider has asked for a pause. Who goes on then is locked out for longer. */
export function demandNoHold(ctx: Context, integrationId: string): void {
  const until = holds(ctx).get(integrationId);
  if (until === undefined) return;
  const left = until - ctx.now();
  if (left > 0) throw new AppError('provider_unreachable', { retryAfter: Math.ceil(left / 1000) });
  holds(ctx).delete(integrationId);
}

/** Remembers the pause that an answer asks for. */
export function keepHold(ctx: Context, integrationId: string, error: unknown): void {
  if (error instanceof ProviderError && error.reason === 'rate_limited')
    holds(ctx).set(integrationId, ctx.now() + seconds(error.retryAfterSeconds));
}
