import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    one_time_links: OneTimeLinksTable;
  }
}

/** Mailed links that open something once (`platform/links`). */
export interface OneTimeLinksTable {
  id: string;
  account_id: string;
  purpose: string;
  subject: string | null;
  secret_hash: string;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}
