import { hash, randomBytes } from 'node:crypto';
import type { Keyring } from '../crypto/keyring.ts';

/**
 * The arithmetic of the journal (settled 32). A row commits to its payload by an HMAC over the payload's
 * salted hash; rows are chained by SHA-256; the head is signed. Erasing payload and salt leaves the chain
 * provable and the commitment meaningless.
 */
export interface ChainedRow {
  readonly id: string;
  readonly account_id: string;
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly actor: string;
  readonly commitment: string;
}

/** Hash that the first row of a chain builds on. */
export const chainStart = 'start';

export const newSalt = (): string => randomBytes(16).toString('base64url');

export function commitTo(keyring: Keyring, salt: string, payload: string): string {
  const salted = hash('sha256', `${salt}\n${payload}`, 'base64url');
  return keyring.mac('journal-commitment', salted);
}

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
