import type { Tables } from '../src/db/schema.ts';

/** What a table holds about a person, and what that person is entitled to. */
export interface PersonalTable {
  /** The folder that writes the table, exports it and erases it. */
  readonly owner: `server/src/${string}`;
  /** Whether the person's own export must hold it, and as what. */
  readonly exported: string;
  /** What must become of the rows once the account is erased. */
  readonly erased: string;
}

type Tied = {
  [T in keyof Tables]: T extends 'accounts' ? T : 'account_id' extends keyof Tables[T] ? T : never;
}[keyof Tables];

/**
 * The data list: every table with a row that belongs to a person. A missing table does not compile, and fails the test against
 * the real database. Each line is implemented in the table's owner.
 */
export const personalTables: Readonly<Record<Tied, PersonalTable>> = {
  accounts: {
    owner: 'server/src/features/accounts',
    exported: 'every column',
    erased: 'every column but the id, which stays as a tombstone without personal data',
  },
  claims: {
    owner: 'server/src/features/accounts',
    exported: 'not by itself: the names stand in accounts, addresses of before in email_changes',
    erased: 'the rows; the username stays reserved for as long as the configuration says',
  },
  newsletter_consents: {
    owner: 'server/src/features/profile',
    exported: 'every row: when, where and in which language it was given and withdrawn',
    erased: 'the rows',
  },
  passwords: {
    owner: 'server/src/features/authentication/password',
    exported: 'when it was set, never the hash',
    erased: 'the row',
  },
  one_time_links: {
    owner: 'server/src/platform/links',
    exported: 'nothing: a link is a secret in transit',
    erased: 'the rows; `subject` holds an address',
  },
  sessions: {
    owner: 'server/src/features/authentication/sessions',
    exported: 'browser, address, first and last seen',
    erased: 'the rows',
  },
  browsers: {
    owner: 'server/src/features/authentication/sessions',
    exported: 'first and last seen, never the key',
    erased: 'the rows',
  },
  api_tokens: {
    owner: 'server/src/features/api-tokens',
    exported: 'name and dates, never the hash',
    erased: 'the rows',
  },
  api_token_uses: {
    owner: 'server/src/features/api-tokens',
    exported: 'address, client, first and last use',
    erased: 'the rows',
  },
  api_token_calls: {
    owner: 'server/src/features/api-tokens',
    exported: 'what was called last and when',
    erased: 'the rows',
  },
  ssh_keys: {
    owner: 'server/src/features/ssh-keys',
    exported: 'every column: keys are public',
    erased: 'the rows; the fingerprints become free',
  },
  totp_factors: {
    owner: 'server/src/features/authentication/two-factor',
    exported: 'since when, never the secret',
    erased: 'the row',
  },
  recovery_codes: {
    owner: 'server/src/features/authentication/two-factor',
    exported: 'how many are left',
    erased: 'the rows',
  },
  factor_resets: {
    owner: 'server/src/features/authentication/two-factor',
    exported: 'reason and dates',
    erased: 'the rows',
  },
  passkeys: {
    owner: 'server/src/features/authentication/passkeys',
    exported: 'name, kind and dates, never the key',
    erased: 'the rows',
  },
  email_changes: {
    owner: 'server/src/features/authentication/email-change',
    exported: 'addresses and dates',
    erased: 'the rows',
  },
  deletions: {
    owner: 'server/src/features/authentication/deletion',
    exported: 'dates and reason',
    erased: 'reason and details; the dates stay with the id, which is nobody’s by then',
  },
  data_exports: {
    owner: 'server/src/features/authentication/data-export',
    exported: 'dates, never an earlier export itself',
    erased: 'the rows',
  },
  applications: {
    owner: 'server/src/features/applications',
    exported: 'every row',
    erased: 'nothing is left: an owner of applications is not deleted',
  },
  journal: {
    owner: 'server/src/platform/journal',
    exported: 'type and time of every event',
    erased: 'nothing: it holds no personal data beyond the account’s own id',
  },
  journal_payloads: {
    owner: 'server/src/platform/journal',
    exported: 'what every event says, with address and browser',
    erased:
      'the rows with their salts, so that the commitments mean nothing any more (docs/rules.md#journal-commitments)',
  },
  journal_heads: {
    owner: 'server/src/platform/journal',
    exported: 'nothing',
    erased: 'nothing: a number, a hash and a signature',
  },
  journal_covered: {
    owner: 'server/src/platform/journal',
    exported: 'nothing',
    erased: 'nothing: a number and a hash',
  },
  jobs: {
    owner: 'server/src/platform/jobs',
    exported: 'nothing: payloads are gone once a job is done',
    erased:
      'payloads of the account’s waiting and dead jobs; jobs of nobody’s (a reset asked for by address) hold an address and network until they are done or, dead, for ever: to be mended before erasure is promised',
  },
};
