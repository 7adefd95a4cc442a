import { hash } from 'node:crypto';
import type { Keyring } from '../crypto/keyring.ts';
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
  readonly #keyring: Keyring;
  #sum: bigint;

  constructor(keyring: Keyring, start = '0') {
    this.#keyring = keyring;
    this.#sum = BigInt(`0x${start}`);
  }

  add(covered: Covered): void {
    this.#sum = (this.#sum + this.#term(covered)) % modulus;
  }

  remove(covered: Covered): void {
    this.#sum = (this.#sum - this.#term(covered) + modulus) % modulus;
  }

  toString(): string {
    return this.#sum.toString(16);
  }

  #term({ account_id, seq, hash }: Covered): bigint {
    const mac = this.#keyring.mac('journal-checkpoint', JSON.stringify([account_id, seq, hash]));
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
