import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    identities: IdentitiesTable;
    provider_authorizations: ProviderAuthorizationsTable;
  }
}

/** Accounts at providers that their owners sign in with. One account at a provider opens one account here. */
export interface IdentitiesTable {
  id: string;
  account_id: string;
  /** One of the protocol's `oauthTypes`. */
  provider: string;
  /** Origin, such as `https://github.com`. */
  url: string;
  /** The account's id at the provider, as text. */
  uid: string;
  /** Its name there, as it was when its owner last came from there. */
  username: string;
  created_at: Instant;
  last_used_at: Instant | null;
}

/** Authorizations on their way to a provider and back (RFC 6749, 4.1). They are deleted when they expire. */
export interface ProviderAuthorizationsTable {
  id: string;
  /** SHA-256 of the `state`. */
  state_hash: string;
  /** SHA-256 of the cookie of the browser that began. */
  browser_hash: string;
  /** `sign_in`, `connect` or `prove`. */
  purpose: string;
  provider: string;
  /** The provider's origin when the authorization began. */
  url: string;
  /** Whose session began; null for `sign_in`. */
  account_id: string | null;
  session_id: string | null;
  /** The page to show afterwards. */
  next: string | null;
  /** Set when the browser is to be remembered. */
  remembered_at: Instant | null;
  created_at: Instant;
  expires_at: Instant;
  /** When the browser came back: the provider is asked once. */
  redeemed_at: Instant | null;
  /** Who it is, once the provider has said so. */
  uid: string | null;
  username: string | null;
  /** An address that the provider has verified. */
  email: string | null;
  /** When it did what it was begun for. */
  finished_at: Instant | null;
}
