import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    throttles: ThrottlesTable;
  }
}

/** Counters of attempts, shared between nodes (docs/rules.md#throttling, docs/rules.md#writes-and-touches). */
interface ThrottlesTable {
  /** Keyed hash of what is counted: no address or name is kept. */
  key: string;
  count: number;
  window_ends_at: Instant;
}
