import type { Instant } from '../../kernel/clock.ts';

export interface PasswordTables {
  passwords: PasswordsTable;
}

export interface PasswordsTable {
  account_id: string;
  /** Which password this is: another one has another id, the same one hashed anew keeps it. */
  id: string;
  /** argon2id in PHC string format, or bcrypt of an imported account that did not sign in yet. */
  hash: string;
  /** The hash up to its salt, which says what verifying costs. */
  scheme: string;
  set_at: Instant;
  /**
   * When the password was known to have the full 15 characters (docs/rules.md#short-passwords); null when it is shorter, or
   * nobody knows yet.
   */
  long_since: Instant | null;
}
