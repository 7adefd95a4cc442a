import type { Instant } from '../../kernel/clock.ts';

export interface ApiTokensTables {
  api_tokens: ApiTokensTable;
  api_token_uses: ApiTokenUsesTable;
  api_token_calls: ApiTokenCallsTable;
  signing_keys: SigningKeysTable;
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
