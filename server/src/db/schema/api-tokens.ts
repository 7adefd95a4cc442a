import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    api_tokens: ApiTokensTable;
    api_token_uses: ApiTokenUsesTable;
    api_token_calls: ApiTokenCallsTable;
    signing_keys: SigningKeysTable;
  }
}

export interface ApiTokensTable {
  id: string;
  account_id: string;
  name: string;
  secret_hash: string;
  /** Goes up at each renewal. A JWT carries its generation and ends with it (docs/rules.md#renewal-with-overlap). */
  generation: number;
  created_at: Instant;
  issued_at: Instant;
  last_used_at: Instant | null;
  revoked_at: Instant | null;
  /**
   * When the token was made by password, and second factor if on (docs/rules.md#proof-by-api). Null when a page or another
   * token made it.
   */
  proved_at: Instant | null;
  /** JSON list; null means the account's exact permissions. */
  scopes: string | null;
  /** JSON list of application ids; null means all. */
  applications: string | null;
  expires_at: Instant | null;
  /** The token that made this one (docs/rules.md#tokens-made-by-tokens). */
  parent_id: string | null;
  /** The SSH key whose login made the token. The token ends with that key. */
  ssh_key_id: string | null;
  /** After a renewal with overlap: the hash of the previous secret, and until when that secret is good. */
  previous_secret_hash: string | null;
  previous_until: Instant | null;
  last_used_ip: string | null;
  last_used_client: string | null;
  /** The fewest days before the token's end at which its owner was warned. */
  warned_days: number | null;
}

/** Who used a token lately: one row for each address and client. Rows are touches, and are swept after 30 days. */
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

/** What a token called lately, from which narrower limits are suggested. Rows are touches, and are swept after 30 days. */
export interface ApiTokenCallsTable {
  token_id: string;
  account_id: string;
  scope: string;
  /** Empty when the call was about no application. */
  application: string;
  last_at: Instant;
}

export interface SigningKeysTable {
  kid: string;
  alg: string;
  public_jwk: string;
  /** PKCS#8 private key, sealed with the secret key. */
  sealed_private_key: string;
  created_at: Instant;
  /** When the key stopped signing. It stays published until the last JWT that it signed has expired. */
  retired_at: Instant | null;
}
