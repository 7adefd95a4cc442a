import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    ssh_keys: SshKeysTable;
  }
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
  /** The integration that the key was imported through; null when it was not. The integration may be gone. */
  integration_id: string | null;
  created_at: Instant;
  expires_at: Instant | null;
  last_used_at: Instant | null;
  /** Since when the key opens nothing. Its fingerprint stays taken. */
  disabled_at: Instant | null;
  /** `member`, `undo` (of an e-mail change) or `deletion`. */
  disabled_because: string | null;
}
