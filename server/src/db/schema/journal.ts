import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    journal: JournalTable;
    journal_payloads: JournalPayloadsTable;
    journal_heads: JournalHeadsTable;
    journal_checkpoints: JournalCheckpointsTable;
    journal_covered: JournalCoveredTable;
  }
}

/** The chained part of the journal. It holds no personal data (docs/rules.md#journal-commitments). */
export interface JournalTable {
  id: string;
  /** The account that the chain belongs to. */
  account_id: string;
  /** 1, 2, 3, … within the account. */
  seq: number;
  at: Instant;
  type: string;
  actor: string;
  /** HMAC over the salted hash of the payload. */
  commitment: string;
  /** SHA-256 over the previous row's hash and this row. */
  hash: string;
}

/** What the entries say. A payload is erased together with its salt. */
export interface JournalPayloadsTable {
  journal_id: string;
  account_id: string;
  salt: string;
  data: string;
}

interface JournalHeadsTable {
  account_id: string;
  seq: number;
  hash: string;
  /** Ed25519 over account, seq and hash. */
  signature: string;
}

/** Signed sums over all heads at one moment, each chained to the checkpoint before (docs/rules.md#journal-anchors). */
interface JournalCheckpointsTable {
  nth: number;
  at: Instant;
  chains: number;
  /** The sum of the keyed hashes of the rows of `journal_covered`. */
  sum: string;
  hash: string;
  signature: string;
}

/** How far each chain was when a checkpoint last covered it. */
interface JournalCoveredTable {
  account_id: string;
  seq: number;
  hash: string;
}
