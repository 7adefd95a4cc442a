import type { Instant } from '../../kernel/clock.ts';

export interface ProfileTables {
  newsletter_consents: NewsletterConsentsTable;
}

/** Evidence: one row for each time somebody subscribed, ended when they unsubscribed. */
export interface NewsletterConsentsTable {
  id: string;
  account_id: string;
  given_at: Instant;
  given_source: string;
  /** Language of the sentence that was agreed to. */
  locale: string;
  withdrawn_at: Instant | null;
  withdrawn_source: string | null;
}
