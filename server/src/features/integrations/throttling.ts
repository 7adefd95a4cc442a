import { minutes } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';

/** How often a member may have a provider called by hand (link, check, import): each is a request to somebody else's server. */
export const takeCall = (ctx: Context, accountId: string) =>
  ctx.throttle.take([{ name: 'integrations:call', subject: accountId, max: 60, windowMs: minutes(10) }]);

/** How often searches may go through, which the deploy service and people typing make. */
export const takeSearch = (ctx: Context, accountId: string): void =>
  ctx.throttle.takeHere([
    { name: 'integrations:search', subject: accountId, max: 300, windowMs: minutes(1) },
  ]);
