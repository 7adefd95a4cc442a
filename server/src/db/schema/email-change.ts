import type { Instant } from '../../kernel/clock.ts';

export interface EmailChangeTables {
  email_changes: EmailChangesTable;
}

/**
 * A new address on its way in: cancelled, confirmed, perhaps undone from the old one
 * (docs/rules.md#undo-of-an-address-change).
 */
export interface EmailChangesTable {
  id: string;
  account_id: string;
  old_email: string;
  /** Since when the old address was known to be its reader's, as the change was confirmed; null: it never was. */
  old_confirmed_at: Instant | null;
  new_email: string;
  /** 1, 2, 3, … within the account: which came after which, whatever clocks say. */
  nth: number;
  requested_at: Instant;
  /**
   * When whoever asked had begun to be there: its undo goes back to then (docs/rules.md#undo-of-an-address-change); null:
   * nobody knows, before it was kept.
   */
  stranger_since: Instant | null;
  /** The token that asked; null when it was a session or a password. */
  token_id: string | null;
  cancelled_at: Instant | null;
  confirmed_at: Instant | null;
  undone_at: Instant | null;
}
