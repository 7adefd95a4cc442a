import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    totp_factors: TotpFactorsTable;
    recovery_codes: RecoveryCodesTable;
    factor_resets: FactorResetsTable;
  }
}

/** The account's authenticator app (RFC 6238). An account has one at most, pending until a code validates it. */
export interface TotpFactorsTable {
  account_id: string;
  /** Base32 secret, sealed to the account. */
  sealed_secret: string;
  /** The credential that began it, as `kind:id`. Only the same one may validate it (docs/rules.md#pending-second-factor). */
  begun_by: string;
  created_at: Instant;
  enabled_at: Instant | null;
  /**
   * When the undo of an address change put the app out of use, because the person who changed the address had added it
   * (docs/rules.md#undo-of-an-address-change).
   */
  suspended_at: Instant | null;
  /** Time step of the last accepted code. That step and every earlier one are spent. */
  last_step: number;
}

/** Recovery codes, one row for each. */
interface RecoveryCodesTable {
  /** The id stays the same when the way the code is hashed changes. */
  id: string;
  account_id: string;
  /**
   * For a code that is long enough: a keyed hash after `hmac-sha256:`. For an older, shorter code: argon2id over that hash.
   */
  code_hash: string;
  created_at: Instant;
  used_at: Instant | null;
}

/** Removals of a member's second factors by an operator, each with its waiting time. */
export interface FactorResetsTable {
  id: string;
  account_id: string;
  reason: string;
  requested_at: Instant;
  due_at: Instant;
  stopped_at: Instant | null;
  done_at: Instant | null;
}
