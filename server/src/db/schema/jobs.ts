import type { Generated } from 'kysely';
import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    jobs: JobsTable;
  }
}

interface JobsTable {
  id: string;
  kind: string;
  account_id: string | null;
  /** Jobs of one account with the same value are done as one. Null means that the job is done by itself. */
  gather: string | null;
  /** Sealed JSON; null once the job is done. */
  payload: string | null;
  created_at: Instant;
  run_at: Instant;
  attempts: Generated<number>;
  locked_until: Instant | null;
  locked_by: string | null;
  done_at: Instant | null;
  dead_at: Instant | null;
  /** Class and code of the last failure, without personal data. */
  last_error: string | null;
}
