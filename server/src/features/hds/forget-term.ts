import { instantOf } from '../../kernel/clock.ts';
import type { Sweep } from '../../platform/jobs/housekeeping.ts';
import { deleteBefore } from './erase-queries.ts';
import { addMonths } from './months.ts';

/** Deletes what the register no longer has to know (docs/rules.md#legal-retention). */
export const forgetTerm: Sweep = (tx, _, ctx) =>
  deleteBefore(tx, addMonths(instantOf(Date.parse(tx.now)), -12 * ctx.config.LOGE_HDS_KEEP_YEARS));
