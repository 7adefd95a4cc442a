import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    newsletter_consents: NewsletterConsentsTable;
  }
}

/** Evidence of consent: one row for each subscription, which unsubscribing ends. */
interface NewsletterConsentsTable {
  id: string;
  account_id: string;
  given_at: Instant;
  given_source: string;
  /** Language of the sentence that the member agreed to. */
  locale: string;
  withdrawn_at: Instant | null;
  withdrawn_source: string | null;
}
