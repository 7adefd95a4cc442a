import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    passwords: PasswordsTable;
  }
}

export interface PasswordsTable {
  account_id: string;
  /** Which password this is. A new password gets a new id; the same one hashed anew keeps its id. */
  id: string;
  /** argon2id in PHC string format, or bcrypt for an imported account that has not signed in yet. */
  hash: string;
  /** The hash up to its salt, which says what verifying costs. */
  scheme: string;
  set_at: Instant;
  /**
   * Since when the password is known to have the full 15 characters (docs/rules.md#short-passwords). Null when it is
   * shorter, or its length is not known yet.
   */
  long_since: Instant | null;
}
