// Only so many distinct texts exist, unless somebody builds SQL from input lengths; those are parsed each time.
const maxNames = 300;

/** feature_not_supported: among others, "cached plan must not change result type", after another node's migration. */
const planIsStale = '0A000';

export const isPlanStale = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === planIsStale;

/**
 * Names for statements, so that PostgreSQL parses and plans each once for a connection: for a small statement that costs
 * more than running it (docs/decisions/013).
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  #epoch = 1;

  /** What to ask for: by name, or by text alone when there are too many names. */
  query(text: string, values: unknown[]): { name?: string; text: string; values: unknown[] } {
    const name = this.#names.get(text) ?? this.#make(text);
    return name === undefined ? { text, values } : { name, text, values };
  }

  /** What was planned so far is not used again: a table has changed. */
  renew(): void {
    this.#epoch++;
    this.#names.clear();
  }

  #make(text: string): string | undefined {
    if (this.#names.size >= maxNames) return undefined;
    const name = `loge_${this.#epoch}_${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}
