import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    data_exports: DataExportsTable;
  }
}

export interface DataExportsTable {
  id: string;
  account_id: string;
  requested_at: Instant;
  ready_at: Instant | null;
  expires_at: Instant | null;
  /** ZIP in base64, sealed to the row. Null before it is ready and after it expired. */
  sealed_archive: string | null;
}
