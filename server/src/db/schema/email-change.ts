import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    email_changes: EmailChangesTable;
  }
}

/**
 * Changes of the e-mail address. A change is cancelled or confirmed, and the old address may undo it
 * (docs/rules.md#undo-of-an-address-change).
 */
export interface EmailChangesTable {
  id: string;
  account_id: string;
  old_email: string;
  /** Since when the old address had been confirmed, as known when the change was confirmed; null if it never was. */
  old_confirmed_at: Instant | null;
  new_email: string;
  /** 1, 2, 3, … within the account: the order of changes, whatever clocks say. */
  nth: number;
  requested_at: Instant;
  /**
   * Since when the requester had access. The undo goes back to this time (docs/rules.md#undo-of-an-address-change).
   * Null for changes from before this was recorded.
   */
  stranger_since: Instant | null;
  /** The token that asked; null when a session or a password did. */
  token_id: string | null;
  cancelled_at: Instant | null;
  confirmed_at: Instant | null;
  undone_at: Instant | null;
}
