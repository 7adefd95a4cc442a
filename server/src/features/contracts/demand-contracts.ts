import { AppError } from '../../kernel/app-error.ts';
import { instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import { latestVersions } from './queries.ts';
import { isOverdue, standingOf } from './standing.ts';

/** Throws `contracts_overdue` while the account has not accepted what it had to, where the operator says so. */
export async function demandContracts(ctx: Context, accountId: string): Promise<void> {
  if (ctx.config.LOGE_CONTRACTS_BLOCK === 'off') return;
  const [latest, standing] = await Promise.all([
    latestVersions(ctx.reader),
    standingOf(ctx.reader, accountId),
  ]);
  const now = instantOf(ctx.now());
  if (latest.some((version) => isOverdue(version, standing, now))) throw new AppError('contracts_overdue');
}
