import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    applications: ApplicationsTable;
  }
}

/** The platform's applications. `account_id` is the owner. */
export interface ApplicationsTable {
  id: string;
  account_id: string;
  name: string;
  url: string | null;
  /** Since when the application holds health data; null means that it holds none. */
  hds_since: Instant | null;
  registered_at: Instant;
}
