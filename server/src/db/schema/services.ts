import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    service_credentials: ServiceCredentialsTable;
  }
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
