import { decoyOf, schemeOf } from './password-scheme.ts';

/** How many stored hashes were made in a way. */
export interface SchemeCount {
  readonly scheme: string;
  readonly count: number;
}

/**
 * Hashes that stand in where there is none to verify, so that an unknown account costs what a known one does. They
 * are made as the stored ones are, each scheme as often: which one a name gets is drawn by a keyed hash of the name,
 * so that the time of an answer tells a scheme, and the scheme tells nothing.
 */
export class Decoys {
  #shares: readonly { readonly upTo: number; readonly hash: string }[] = [];
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;
  readonly #own: string;

  /** @param own scheme of the hashes that are made here, for as long as none is stored. */
  constructor(own: string) {
    this.#own = own;
    this.#learn([]);
  }

  /**
   * The one for a name: always the same one while the stored hashes stay as they are.
   * @param mac keyed hash of the name, base64url.
   */
  of(mac: string): string {
    const drawn = Buffer.from(mac, 'base64url').readUIntBE(0, 6) / 2 ** 48;
    const share = this.#shares.find(({ upTo }) => drawn < upTo) ?? this.#shares.at(-1);
    return share?.hash ?? '';
  }

  /**
   * Has the stored hashes counted again when that was longer ago than `everyMs`. Resolves at once, but the first time:
   * whoever happens to ask does not wait longer than others. `failed` is told why a later count failed.
   */
  async refresh(
    now: number,
    everyMs: number,
    count: () => Promise<readonly SchemeCount[]>,
    failed: (error: unknown) => void,
  ): Promise<void> {
    const first = this.#readAt === Number.NEGATIVE_INFINITY;
    if (now - this.#readAt < everyMs) return;
    this.#reading ??= count()
      .then((counts) => {
        this.#readAt = now;
        this.#learn(counts);
      })
      .finally(() => {
        this.#reading = null;
      });
    if (first) await this.#reading;
    else this.#reading.catch(failed);
  }

  #learn(counts: readonly SchemeCount[]): void {
    const known = counts
      .map(({ scheme, count }) => ({ hash: decoyOf(scheme), scheme, count }))
      // One that cannot be read is verified against a decoy itself.
      .filter(({ hash, count }) => count > 0 && schemeOf(hash) !== null)
      // In one order, so that a name keeps its share while the others grow.
      .sort((a, b) => (a.scheme < b.scheme ? -1 : 1));
    const total = known.reduce((sum, { count }) => sum + count, 0);
    let sum = 0;
    this.#shares =
      total === 0
        ? [{ upTo: 1, hash: decoyOf(this.#own) }]
        : known.map(({ hash, count }) => {
            sum += count;
            return { upTo: sum / total, hash };
          });
  }
}
