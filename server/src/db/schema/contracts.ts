import type { Instant } from '../../kernel/clock.ts';

declare module '../schema.ts' {
  interface Tables {
    documents: DocumentsTable;
    contract_versions: ContractVersionsTable;
    contract_documents: ContractDocumentsTable;
    contract_acceptances: ContractAcceptancesTable;
    contract_notices: ContractNoticesTable;
    receipt_keys: ReceiptKeysTable;
  }
}

/** The bytes of documents, by what they are. */
interface DocumentsTable {
  /** Hexadecimal. */
  sha256: string;
  /** Base64. */
  content: string;
  /** Of the bytes. */
  size: number;
  added_at: Instant;
}

/** Versions of contracts. One is the latest of its contract while `superseded_at` is null. */
export interface ContractVersionsTable {
  id: string;
  /** What all versions of the contract have in common. */
  slug: string;
  /** 1, 2, 3, … within the contract: two versions that are published at once want the same. */
  nth: number;
  version: string;
  /** JSON, by language; so are the next two. */
  name: string;
  short: string;
  blog_article: string;
  /** JSON list. */
  required_for: string;
  enroll_at: Instant | null;
  depends_on_id: string | null;
  published_at: Instant;
  superseded_at: Instant | null;
  next_version_id: string | null;
}

/** Which documents a version consists of: one row for each language of each. */
export interface ContractDocumentsTable {
  version_id: string;
  /** 1, 2, 3, … within the version. */
  nth: number;
  locale: string;
  name: string;
  short: string;
  /** Where it stands on the web. */
  web: string | null;
  sha256: string;
  file_name: string;
}

/** Who accepted what. A row outlives the account, without what it says of the person (docs/rules.md#legal-retention). */
export interface ContractAcceptancesTable {
  id: string;
  account_id: string;
  version_id: string;
  accepted_at: Instant;
  locale: string;
  /** The receipt's signed part, which holds nothing personal but the account's id. */
  jws: string;
  /** JSON list of what the receipt says of the person; null once the account is erased. */
  disclosures: string | null;
  /** When the acceptance was mailed with its documents; null while the account's address is not confirmed. */
  mailed_at: Instant | null;
  erased_at: Instant | null;
}

/** How far members were mailed about a version: each once, however often the job is begun. */
interface ContractNoticesTable {
  version_id: string;
  /** One of `stages` in `announce.ts`. */
  stage: string;
  /** Accounts up to this id have been told. */
  told_until: string;
}

/** The keys that sign receipts. None is ever removed. */
export interface ReceiptKeysTable {
  kid: string;
  public_jwk: string;
  sealed_private_key: string;
  created_at: Instant;
}
