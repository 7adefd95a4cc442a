import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    deletions: DeletionsTable;
  }
}

/** Requests for deletion. The row outlives the account, without the member's words. */
export interface DeletionsTable {
  id: string;
  account_id: string;
  requested_at: Instant;
  cancelled_at: Instant | null;
  confirmed_at: Instant | null;
  erase_at: Instant | null;
  undone_at: Instant | null;
  erased_at: Instant | null;
  reason: string | null;
  details: string | null;
}
