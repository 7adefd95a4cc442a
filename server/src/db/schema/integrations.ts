import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    integrations: IntegrationsTable;
  }
}

/** Links of members to their accounts at providers of code. One account at a provider is linked once on the whole platform. */
export interface IntegrationsTable {
  id: string;
  account_id: string;
  scm_type: string;
  /** Origin, such as `https://github.com`. */
  url: string;
  /** The account's id at the provider, as text. */
  uid: string;
  username: string;
  avatar_url: string;
  email: string | null;
  profile_url: string;
  /** JSON list; null where the provider does not say. */
  scopes: string | null;
  /** JSON list. */
  missing_scopes: string;
  /** One of the protocol's `integrationStates`. */
  state: string;
  /** Where an organisation's single sign-on is done. */
  authorize_url: string | null;
  created_at: Instant;
  checked_at: Instant;
  /** The daily check is due from then on. */
  check_due_at: Instant;
  last_used_at: Instant | null;
  /** The access token, and the refresh token where there is one, as sealed JSON. */
  sealed_tokens: string;
  /** Grows with each pair of tokens. */
  tokens_version: number;
  /** When the access token has to be renewed; null for one that is not renewed. */
  renew_at: Instant | null;
  /** When the access token ends for good; null when it is renewed or never ends. */
  expires_at: Instant | null;
  /** The renewal that is under way, and since when. It lapses after a while, as its node may have died. */
  renewal_id: string | null;
  renewal_began_at: Instant | null;
}
