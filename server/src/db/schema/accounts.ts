import type { Instant } from '../../kernel/clock.ts';

export interface AccountsTables {
  accounts: AccountsTable;
  claims: ClaimsTable;
}

/** Who somebody is. Written by `features/accounts` only; others may join it to read. */
export interface AccountsTable extends AccountStanding, ProfileColumns, PreferenceColumns {
  username_key: string;
  /** Null once an unconfirmed address was released (docs/rules.md#release-of-an-unconfirmed-address). */
  email_key: string | null;
  /** A new address that waits for its link to be followed. */
  pending_email: string | null;
  created_at: Instant;
  updated_at: Instant;
  tos_accepted_at: Instant | null;
  newsletter_since: Instant | null;
  suspension_reason: string | null;
}

/** What requests and mails look at, whatever they are about: whose account it is, and what it may do now. */
interface AccountStanding {
  id: string;
  username: string;
  email: string;
  email_confirmed_at: Instant | null;
  operator_since: Instant | null;
  suspended_at: Instant | null;
  /** Deletion was confirmed and can still be undone: the account opens nothing. */
  deleting_since: Instant | null;
  /** Codes of an authenticator app are asked for since; null: off. */
  totp_since: Instant | null;
  /** The account has had at least one usable passkey since; null: none. */
  passkey_since: Instant | null;
  /** Language of its mails and pages. */
  locale: string;
  time_zone: string | null;
}

/** What _Basic information_ shows and changes. */
interface ProfileColumns {
  fullname: string | null;
  company: string | null;
  location: string | null;
  role: string | null;
  account_type: string | null;
}

/** How pages look; the API keeps them for every client. */
interface PreferenceColumns {
  theme: string;
  logs_font_size: string | null;
  app_sort_key: string;
  /** Null: off. */
  stream_logs_since: Instant | null;
  sticky_search_since: Instant | null;
}

/**
 * Who holds a username or an address. Its primary key is what decides between two who want one at once:
 * `insert … on conflict do nothing` has one winner on both databases, and no error to catch.
 */
export interface ClaimsTable {
  kind: 'username' | 'email';
  /** Folded as in `accounts`. */
  key: string;
  account_id: string;
  /**
   * An address of before is kept until then, so that its change can be undone (docs/rules.md#addresses-kept-for-undo);
   * null: the present one.
   */
  held_until: Instant | null;
  /** That address as it was written, to write to; null: the present one. */
  held_as: string | null;
}
