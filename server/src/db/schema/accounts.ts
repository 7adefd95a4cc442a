import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    accounts: AccountsTable;
    claims: ClaimsTable;
  }
}

/** The accounts. Only `features/accounts` writes this table; other features may join it to read. */
export interface AccountsTable extends AccountStanding, ProfileColumns, PreferenceColumns {
  username_key: string;
  /** Null once the unconfirmed address was released (docs/rules.md#release-of-an-unconfirmed-address). */
  email_key: string | null;
  /** A new address that waits for its link to be followed. */
  pending_email: string | null;
  /** The linked account at github.com, as JSON for the user object; null when there is none. */
  github: string | null;
  /** JSON list of the ids of the contract versions that were accepted, for the user object; null when there are none. */
  accepted_contracts: string | null;
  created_at: Instant;
  updated_at: Instant;
  tos_accepted_at: Instant | null;
  newsletter_since: Instant | null;
  suspension_reason: string | null;
}

/** The columns that all requests and mails need: whose account it is, and what it may do now. */
interface AccountStanding {
  id: string;
  username: string;
  email: string;
  email_confirmed_at: Instant | null;
  operator_since: Instant | null;
  suspended_at: Instant | null;
  /** When deletion was confirmed. While it can be undone, nothing opens the account. */
  deleting_since: Instant | null;
  /** Since when codes of an authenticator app are asked for; null means that they are not. */
  totp_since: Instant | null;
  /** Since when the account has had at least one usable passkey; null means that it has none. */
  passkey_since: Instant | null;
  /** Language of the account's mails and pages. */
  locale: string;
  time_zone: string | null;
}

/** The fields that _Basic information_ shows and changes. */
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
  /** Null means off. */
  stream_logs_since: Instant | null;
  sticky_search_since: Instant | null;
}

/**
 * Who holds a username or an address. The primary key decides when two accounts want one at once:
 * `insert … on conflict do nothing` has one winner on both databases, and no error to catch.
 */
interface ClaimsTable {
  kind: 'username' | 'email';
  /** Folded as in `accounts`. */
  key: string;
  account_id: string;
  /**
   * How long a former address stays reserved, so that its change can be undone (docs/rules.md#addresses-kept-for-undo).
   * Null for the present address.
   */
  held_until: Instant | null;
  /** The former address in the form that mail is sent to. Null for the present address. */
  held_as: string | null;
}
