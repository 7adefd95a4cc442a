import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    sessions: SessionsTable;
    browsers: BrowsersTable;
  }
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
  /** When the member last proved in this session that it is them. Null when only a remembered browser vouched for them. */
  proved_at: Instant | null;
}

/** Browsers that an account has signed in from, each known by a cookie. */
interface BrowsersTable {
  account_id: string;
  /** SHA-256 over the account's id and the cookie, so that the rows do not tell which accounts share a browser. */
  key: string;
  first_seen_at: Instant;
  last_seen_at: Instant;
  /** Until when sign-in in this browser asks for no second factor (docs/rules.md#remembered-browsers); null if it asks. */
  trusted_until: Instant | null;
}
