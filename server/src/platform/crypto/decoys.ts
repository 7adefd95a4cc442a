import { decoyOf, schemeOf } from './password-scheme.ts';

/** How many stored hashes have this scheme. */
export interface SchemeCount {
  readonly scheme: string;
  readonly count: number;
}

/**
 * Hashes to verify where an account has none, so that an unknown account costs what a known one does. Each scheme is as
 * frequent among the decoys as among the stored hashes. A keyed hash of the name draws the decoy. So the time of an
 * answer may tell the scheme, but the scheme does not tell whether the account exists.
 */
export class Decoys {
  #shares: readonly { readonly upTo: number; readonly hash: string }[] = [];
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;
  readonly #own: string;

  /** @param own the scheme of new hashes. The decoys use it as long as no hash is stored. */
  constructor(own: string) {
    this.#own = own;
    this.#learn([]);
  }

  /**
   * The decoy for a name. It is always the same one while the stored hashes stay as they are.
   * @param mac keyed hash of the name, base64url.
   */
  of(mac: string): string {
    const drawn = Buffer.from(mac, 'base64url').readUIntBE(0, 6) / 2 ** 48;
    const share = this.#shares.find(({ upTo }) => drawn < upTo) ?? this.#shares.at(-1);
    return share?.hash ?? '';
  }

  /**
   * Counts the stored hashes again when the last count was `everyMs` ago or longer. Only the first call waits for the
   * count; later calls resolve at once, so that no caller waits longer than others. `failed` gets the error of a later
   * count.
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
      // A stored hash that cannot be read is itself replaced by a decoy when it is verified.
      .filter(({ hash, count }) => count > 0 && schemeOf(hash) !== null)
      // The order is fixed, so that a name keeps its share while the others grow.
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
