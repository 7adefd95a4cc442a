import { hash, randomBytes } from 'node:crypto';
import type { Keyring } from '../crypto/keyring.ts';
import type { SecretKey } from '../crypto/secret-key.ts';

/**
 * The arithmetic of the journal (docs/rules.md#journal-commitments). A row commits to its payload by an HMAC over the
 * payload's salted hash. Rows are chained by SHA-256, and the head is signed. When payload and salt are erased, the chain
 * can still be verified, and the commitment says nothing.
 */
interface ChainedRow {
  readonly id: string;
  readonly account_id: string;
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly actor: string;
  readonly commitment: string;
}

/** The hash that the first row of a chain builds on. */
export const chainStart = 'start';

export const newSalt = (): string => randomBytes(16).toString('base64url');

/** The commitment names its key, because it stays the same when another key replaces that one: later rows build on it. */
export const commitTo = (key: SecretKey, salt: string, payload: string): string =>
  key.namedMac('journal-commitment', salted(salt, payload));

export const isCommitment = (keyring: Keyring, salt: string, payload: string, commitment: string): boolean =>
  keyring.namedMacMatches('journal-commitment', salted(salt, payload), commitment);

const salted = (salt: string, payload: string): string => hash('sha256', `${salt}\n${payload}`, 'base64url');

export function hashRow(previousHash: string, row: ChainedRow): string {
  const text = JSON.stringify([
    previousHash,
    row.id,
    row.account_id,
    row.seq,
    row.at,
    row.type,
    row.actor,
    row.commitment,
  ]);
  return hash('sha256', text, 'base64url');
}

/** The text that a head's signature covers. */
export const headText = (accountId: string, seq: number, hash: string): string =>
  JSON.stringify(['loge journal head', accountId, seq, hash]);
