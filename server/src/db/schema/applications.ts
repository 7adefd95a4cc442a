import type { Instant } from '../../kernel/clock.ts';

export interface ApplicationsTables {
  applications: ApplicationsTable;
}

/** The platform's applications; `account_id` owns it. */
export interface ApplicationsTable {
  id: string;
  account_id: string;
  name: string;
  url: string | null;
  /** It holds health data since; null: it does not. */
  hds_since: Instant | null;
  registered_at: Instant;
}
