import { hash } from 'node:crypto';
import type { Keyring } from '../crypto/keyring.ts';
import type { LastingKey } from '../crypto/secret-key.ts';
import { chainStart } from './chain.ts';

/**
 * The arithmetic of checkpoints. A checkpoint covers the state of all chains at one moment, and builds on the one before.
 * So the hash of the last checkpoint, kept elsewhere, vouches for the whole journal up to it.
 */
interface Checkpoint {
  /** 1, 2, 3, … */
  readonly nth: number;
  readonly at: string;
  /** How many chains the checkpoint covers. */
  readonly chains: number;
  /** The sum over the state of each chain. */
  readonly sum: string;
}

/** How far one chain was when a checkpoint covered it. */
export interface Covered {
  readonly account_id: string;
  readonly seq: number;
  readonly hash: string;
}

const modulus = 1n << 256n;

/**
 * Keyed hashes, added up modulo 2^256. A chain that moved is subtracted and added again without looking at the others.
 * Nobody without the key can find another set with the same sum (Clarke et al. 2003, MSet-Add-Hash).
 */
export class CheckpointSum {
  readonly #key: LastingKey;
  #sum: bigint;

  private constructor(key: LastingKey, sum: bigint) {
    this.#key = key;
    this.#sum = sum;
  }

  static empty(key: LastingKey): CheckpointSum {
    return new CheckpointSum(key, 0n);
  }

  /** Reads a sum from its text; null when its key is not known. */
  static read(keyring: Keyring, text: string): CheckpointSum | null {
    const key = keyring.lastingKey(keyring.idIn(text));
    return key ? new CheckpointSum(key, BigInt(`0x${text.slice(text.indexOf('.') + 1)}`)) : null;
  }

  /** An empty sum with the same key. */
  emptied(): CheckpointSum {
    return new CheckpointSum(this.#key, 0n);
  }

  /** Whether both sums cover the same, with the same key. */
  equals(other: CheckpointSum): boolean {
    return this.#key.id === other.#key.id && this.#sum === other.#sum;
  }

  /** Whether the sum is made with this key. */
  isBy({ id }: LastingKey): boolean {
    return this.#key.id === id;
  }

  add(covered: Covered): void {
    this.#sum = (this.#sum + this.#term(covered)) % modulus;
  }

  remove(covered: Covered): void {
    this.#sum = (this.#sum - this.#term(covered) + modulus) % modulus;
  }

  /** The text `<id of the key>.<hex>`. */
  toString(): string {
    return `${this.#key.id}.${this.#sum.toString(16)}`;
  }

  #term({ account_id, seq, hash }: Covered): bigint {
    const mac = this.#key.mac('journal-checkpoint', JSON.stringify([account_id, seq, hash]));
    return BigInt(`0x${Buffer.from(mac, 'base64url').toString('hex')}`);
  }
}

export const firstCheckpoint = chainStart;

export const hashCheckpoint = (previous: string, { nth, at, chains, sum }: Checkpoint): string =>
  hash('sha256', JSON.stringify(['loge journal checkpoint', previous, nth, at, chains, sum]), 'base64url');

/** The anchor that is kept elsewhere, and later given to `journal verify --expect`. */
export const anchorOf = ({ nth, hash }: { readonly nth: number; readonly hash: string }): string =>
  `${nth}:${hash}`;

/** Reads an anchor; null when the text is none. */
export function readAnchor(text: string): { nth: number; hash: string } | null {
  const [, nth, hash] = /^(\d{1,15}):([\w-]{43})$/.exec(text.trim()) ?? [];
  return nth && hash ? { nth: Number(nth), hash } : null;
}
