import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    passkeys: PasskeysTable;
    spent_challenges: SpentChallengesTable;
  }
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
   * Set as `totp_factors.suspended_at` is, and for a passkey that was added after a second factor was enabled, when the
   * enabling was stopped (docs/rules.md#stop-of-a-second-factor).
   */
  suspended_at: Instant | null;
}

/** WebAuthn challenges that were answered. Each is good once. */
interface SpentChallengesTable {
  key: string;
  expires_at: Instant;
}
