import { hash } from 'node:crypto';
import type { Keyring } from '../crypto/keyring.ts';
import type { LastingKey } from '../crypto/secret-key.ts';
import { chainStart } from './chain.ts';

/**
 * The arithmetic of checkpoints: what all chains had come to at one moment. Each builds on the one before, so that the hash of
 * the last one, written down elsewhere, speaks for the whole journal up to it.
 */
export interface Checkpoint {
  /** 1, 2, 3, … */
  readonly nth: number;
  readonly at: string;
  /** How many chains it covers. */
  readonly chains: number;
  /** Over where each of them stood. */
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
 * Keyed hashes added up modulo 2^256: one chain that moves is taken out and put in again without looking at the others, and
 * nobody without the key finds another set of the same sum (Clarke et al. 2003, MSet-Add-Hash).
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

  /** From its text; null when its key is not known. */
  static read(keyring: Keyring, text: string): CheckpointSum | null {
    const key = keyring.lastingKey(keyring.idIn(text));
    return key ? new CheckpointSum(key, BigInt(`0x${text.slice(text.indexOf('.') + 1)}`)) : null;
  }

  /** One of nothing, with the same key. */
  emptied(): CheckpointSum {
    return new CheckpointSum(this.#key, 0n);
  }

  /** Whether it is the sum of the same, by the same key. */
  equals(other: CheckpointSum): boolean {
    return this.#key.id === other.#key.id && this.#sum === other.#sum;
  }

  /** Whether this key makes it. */
  isBy({ id }: LastingKey): boolean {
    return this.#key.id === id;
  }

  add(covered: Covered): void {
    this.#sum = (this.#sum + this.#term(covered)) % modulus;
  }

  remove(covered: Covered): void {
    this.#sum = (this.#sum - this.#term(covered) + modulus) % modulus;
  }

  /** `<id of the key>.<hex>`. */
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

/** What is written down elsewhere, and given back to `journal verify --expect`. */
export const anchorOf = ({ nth, hash }: { readonly nth: number; readonly hash: string }): string =>
  `${nth}:${hash}`;

/** Null for a text that is no anchor. */
export function readAnchor(text: string): { nth: number; hash: string } | null {
  const [, nth, hash] = /^(\d{1,15}):([\w-]{43})$/.exec(text.trim()) ?? [];
  return nth && hash ? { nth: Number(nth), hash } : null;
}
