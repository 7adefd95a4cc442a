import type { Generated } from 'kysely';
import type { Instant } from '../kernel/clock.ts';

/**
 * All tables on one page. Portable subset of both databases: text, integers that fit a double, nullable
 * instants instead of booleans, JSON as opaque text. `*_key` columns hold the folded form that is unique.
 * A column named `account_id` ties a row to a person: the erasure test asks for each such table who exports
 * and who erases it.
 */
export interface Tables {
  accounts: AccountsTable;
  claims: ClaimsTable;
  newsletter_consents: NewsletterConsentsTable;
  passwords: PasswordsTable;
  one_time_links: OneTimeLinksTable;
  sessions: SessionsTable;
  browsers: BrowsersTable;
  api_tokens: ApiTokensTable;
  api_token_uses: ApiTokenUsesTable;
  api_token_calls: ApiTokenCallsTable;
  ssh_keys: SshKeysTable;
  service_credentials: ServiceCredentialsTable;
  totp_factors: TotpFactorsTable;
  recovery_codes: RecoveryCodesTable;
  factor_resets: FactorResetsTable;
  passkeys: PasskeysTable;
  spent_challenges: SpentChallengesTable;
  email_changes: EmailChangesTable;
  deletions: DeletionsTable;
  data_exports: DataExportsTable;
  applications: ApplicationsTable;
  signing_keys: SigningKeysTable;
  journal: JournalTable;
  journal_payloads: JournalPayloadsTable;
  journal_heads: JournalHeadsTable;
  journal_checkpoints: JournalCheckpointsTable;
  journal_covered: JournalCoveredTable;
  jobs: JobsTable;
  throttles: ThrottlesTable;
  installation: InstallationTable;
}

/** Who somebody is. Written by `features/profile` only; others may join it to read. */
export interface AccountsTable {
  id: string;
  username: string;
  username_key: string;
  email: string;
  /** Null once an unconfirmed address was released (docs/rules.md#release-of-an-unconfirmed-address). */
  email_key: string | null;
  email_confirmed_at: Instant | null;
  fullname: string | null;
  company: string | null;
  location: string | null;
  role: string | null;
  account_type: string | null;
  created_at: Instant;
  updated_at: Instant;
  time_zone: string | null;
  locale: string;
  theme: string;
  logs_font_size: string | null;
  app_sort_key: string;
  /** Null: off. */
  stream_logs_since: Instant | null;
  sticky_search_since: Instant | null;
  tos_accepted_at: Instant | null;
  newsletter_since: Instant | null;
  operator_since: Instant | null;
  suspended_at: Instant | null;
  suspension_reason: string | null;
  /** Codes of an authenticator app are asked for since; null: off. */
  totp_since: Instant | null;
  /** The account has had at least one usable passkey since; null: none. */
  passkey_since: Instant | null;
  /** A new address that waits for its link to be followed. */
  pending_email: string | null;
  /** Deletion was confirmed and can still be undone: the account opens nothing. */
  deleting_since: Instant | null;
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

/** Evidence: one row for each time somebody subscribed, ended when they unsubscribed. */
export interface NewsletterConsentsTable {
  id: string;
  account_id: string;
  given_at: Instant;
  given_source: string;
  /** Language of the sentence that was agreed to. */
  locale: string;
  withdrawn_at: Instant | null;
  withdrawn_source: string | null;
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

/** Mailed links that open something once (`platform/links`). */
export interface OneTimeLinksTable {
  id: string;
  account_id: string;
  purpose: string;
  subject: string | null;
  secret_hash: string;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

export interface SessionsTable {
  id: string;
  account_id: string;
  secret_hash: string;
  created_at: Instant;
  seen_at: Instant;
  /** Milliseconds without a request after which the session is over. */
  idle_ms: number;
  expires_at: Instant;
  remembered_at: Instant | null;
  remote_ip: string | null;
  user_agent: string | null;
  ended_at: Instant | null;
  /** When the person last proved, in this session, that it is them; null when only a remembered browser said so. */
  proved_at: Instant | null;
}

/** Browsers that an account has signed in from, each known by a cookie. */
export interface BrowsersTable {
  account_id: string;
  /** SHA-256 over the account's id and the cookie: the rows do not tell which accounts share a browser. */
  key: string;
  first_seen_at: Instant;
  last_seen_at: Instant;
  /** Until then the second factor is not asked for at sign-in here (docs/rules.md#remembered-browsers); null: it is. */
  trusted_until: Instant | null;
}

export interface ApiTokensTable {
  id: string;
  account_id: string;
  name: string;
  secret_hash: string;
  /** Goes up at each renewal; JWTs carry it and die with it (docs/rules.md#renewal-with-overlap). */
  generation: number;
  created_at: Instant;
  issued_at: Instant;
  last_used_at: Instant | null;
  revoked_at: Instant | null;
  /**
   * When it was made by password, and second factor if on (docs/rules.md#proof-by-api); null when by page or another token.
   */
  proved_at: Instant | null;
  /** JSON list; null: the account's exact permissions. */
  scopes: string | null;
  /** JSON list of application ids; null: all. */
  applications: string | null;
  expires_at: Instant | null;
  /** The token that made it (docs/rules.md#tokens-made-by-tokens). */
  parent_id: string | null;
  /** The SSH key whose login made it: it ends with that key. */
  ssh_key_id: string | null;
  /** After a renewal with overlap: the secret of the generation before, and until when it is good. */
  previous_secret_hash: string | null;
  previous_until: Instant | null;
  last_used_ip: string | null;
  last_used_client: string | null;
  /** Fewest days before its end that its owner was warned of. */
  warned_days: number | null;
}

/** Who used a token lately: one row for each address and client. Use marks, swept after 30 days. */
export interface ApiTokenUsesTable {
  token_id: string;
  account_id: string;
  /** Empty when unknown. */
  remote_ip: string;
  client: string;
  first_at: Instant;
  last_at: Instant;
  count: number;
}

/** What a token called lately, from which a narrower successor is proposed. Use marks, swept after 30 days. */
export interface ApiTokenCallsTable {
  token_id: string;
  account_id: string;
  scope: string;
  /** Empty when it was about none. */
  application: string;
  last_at: Instant;
}

export interface SshKeysTable {
  id: string;
  account_id: string;
  name: string;
  /** OpenSSH line with its comment. */
  content: string;
  type: string;
  bits: number;
  /** Hex pairs with colons. */
  fingerprint_md5: string;
  /** Base64 of SHA-256, without prefix and padding; unique on the whole platform. */
  fingerprint: string;
  created_at: Instant;
  expires_at: Instant | null;
  last_used_at: Instant | null;
  /** It opens nothing since; its fingerprint stays taken. */
  disabled_at: Instant | null;
  /** `member`, `undo` (of an e-mail change) or `deletion`. */
  disabled_because: string | null;
}

/** The platform's own machines (docs/rules.md#service-credentials). */
export interface ServiceCredentialsTable {
  id: string;
  name: string;
  secret_hash: string;
  previous_secret_hash: string | null;
  previous_until: Instant | null;
  /** JSON list. */
  scopes: string;
  /** JSON list of the names that introspection answers for. */
  audiences: string;
  created_at: Instant;
  issued_at: Instant;
  expires_at: Instant | null;
  last_used_at: Instant | null;
  revoked_at: Instant | null;
}

/** The account's authenticator app (RFC 6238): one at most, pending until a code validates it. */
export interface TotpFactorsTable {
  account_id: string;
  /** Base32 secret, sealed to the account. */
  sealed_secret: string;
  /** Credential that began it, `kind:id`; only the same one may validate it (docs/rules.md#pending-second-factor). */
  begun_by: string;
  created_at: Instant;
  enabled_at: Instant | null;
  /**
   * Added by whoever changed the e-mail address, and put out of use by its undo (docs/rules.md#undo-of-an-address-change).
   */
  suspended_at: Instant | null;
  /** Time step of the last code that was accepted: it and every earlier one are spent. */
  last_step: number;
}

/** One row for each code. */
export interface RecoveryCodesTable {
  /** Stays when the code comes to be kept in another way. */
  id: string;
  account_id: string;
  /**
   * Of a code that is long enough, a keyed hash behind `hmac-sha256:`; of a shorter one of before, argon2id over that hash.
   */
  code_hash: string;
  created_at: Instant;
  used_at: Instant | null;
}

/** An operator's removal of a member's second factors, and its cool-off. */
export interface FactorResetsTable {
  id: string;
  account_id: string;
  reason: string;
  requested_at: Instant;
  due_at: Instant;
  stopped_at: Instant | null;
  done_at: Instant | null;
}

/** Credentials of authenticators (WebAuthn Level 3, section 4). */
export interface PasskeysTable {
  id: string;
  account_id: string;
  /** Base64url. */
  credential_id: string;
  /** COSE key, base64url. */
  public_key: string;
  sign_count: number;
  /** JSON list. */
  transports: string;
  aaguid: string;
  /** `device` (stays on one authenticator), `eligible` (may be backed up), `backed_up`. */
  backup: string;
  name: string;
  created_at: Instant;
  last_used_at: Instant | null;
  /**
   * As `totp_factors.suspended_at`, or added since an enabling that was stopped (docs/rules.md#stop-of-a-second-factor).
   */
  suspended_at: Instant | null;
}

/** WebAuthn challenges that were answered: each is good once. */
export interface SpentChallengesTable {
  key: string;
  expires_at: Instant;
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

/** A wish to be deleted. The row outlives the account, without its words. */
export interface DeletionsTable {
  id: string;
  account_id: string;
  requested_at: Instant;
  cancelled_at: Instant | null;
  confirmed_at: Instant | null;
  erase_at: Instant | null;
  undone_at: Instant | null;
  erased_at: Instant | null;
  reason: string | null;
  details: string | null;
}

/** The platform's applications; `account_id` owns it. */
export interface ApplicationsTable {
  id: string;
  account_id: string;
  name: string;
  url: string | null;
  /** It holds health data since; null: it does not. */
  hds_since: Instant | null;
  registered_at: Instant;
}

export interface DataExportsTable {
  id: string;
  account_id: string;
  requested_at: Instant;
  ready_at: Instant | null;
  expires_at: Instant | null;
  /** ZIP in base64, sealed to the row; null before and after. */
  sealed_archive: string | null;
}

export interface SigningKeysTable {
  kid: string;
  alg: string;
  public_jwk: string;
  /** PKCS#8 private key, sealed with the secret key. */
  sealed_private_key: string;
  created_at: Instant;
  /** Not signed with any more; still published until the last JWT it signed has expired. */
  retired_at: Instant | null;
}

/** The chained part of the journal: no personal data (docs/rules.md#journal-commitments). */
export interface JournalTable {
  id: string;
  /** Account that the chain belongs to. */
  account_id: string;
  /** 1, 2, 3, … within the account. */
  seq: number;
  at: Instant;
  type: string;
  actor: string;
  /** HMAC over the salted hash of the payload. */
  commitment: string;
  /** SHA-256 over the previous row's hash and this row. */
  hash: string;
}

/** What the journal says in words, erased together with its salt. */
export interface JournalPayloadsTable {
  journal_id: string;
  account_id: string;
  salt: string;
  data: string;
}

export interface JournalHeadsTable {
  account_id: string;
  seq: number;
  hash: string;
  /** Ed25519 over account, seq and hash. */
  signature: string;
}

/** What all chains had come to at one moment, chained to the one before (docs/rules.md#journal-anchors). */
export interface JournalCheckpointsTable {
  nth: number;
  at: Instant;
  chains: number;
  /** Keyed hashes of `journal_covered`, added up. */
  sum: string;
  hash: string;
  signature: string;
}

/** How far each chain was when a checkpoint last covered it. */
export interface JournalCoveredTable {
  account_id: string;
  seq: number;
  hash: string;
}

export interface JobsTable {
  id: string;
  kind: string;
  account_id: string | null;
  /** Those of one account that share it are done as one; null: by itself. */
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

/** Counters of refused attempts, shared between nodes (docs/rules.md#throttling, docs/rules.md#writes-and-touches). */
export interface ThrottlesTable {
  /** Keyed hash of what is counted: no address or name is kept. */
  key: string;
  count: number;
  window_ends_at: Instant;
}

/** Facts about this database: proof that the secret key fits, and the like. */
export interface InstallationTable {
  name: string;
  value: string;
}
