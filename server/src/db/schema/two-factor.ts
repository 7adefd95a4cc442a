import type { Instant } from '../../kernel/clock.ts';

export interface TwoFactorTables {
  totp_factors: TotpFactorsTable;
  recovery_codes: RecoveryCodesTable;
  factor_resets: FactorResetsTable;
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
