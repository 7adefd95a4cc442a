import pg from 'pg';

// feature_not_supported: among others, "cached plan must not change result type", after another node's migration.
export const planIsStale = '0A000';

// Only so many distinct texts exist, unless somebody builds SQL from input lengths; those are parsed each time.
const maxNames = 300;

/**
 * Names for statements, so that PostgreSQL parses and plans each once for a connection. A small statement's parsing and
 * planning cost more than its execution (measured on a sign-in of eleven: see docs/decisions/013).
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  #epoch = 1;

  /** Undefined when there are too many: to be run without a name. */
  of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= maxNames) return known;
    const name = `loge_${this.#epoch}_${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }

  /** What was planned so far is not used again: a table has changed. */
  renew(): void {
    this.#epoch++;
    this.#names.clear();
  }
}

const names = new StatementNames();

/** A connection of a pool that runs what has parameters by name. */
export class NamingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: one of pg's many overloads is meant, the rest pass through.
  override query(...given: any[]): any {
    const [text, values] = given;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || given.length > 2)
      return Reflect.apply(super.query, this, given);
    return this.#byName(text, values);
  }

  async #byName(text: string, values: unknown[]): Promise<unknown> {
    const name = names.of(text);
    try {
      return await super.query(name === undefined ? { text, values } : { name, text, values });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === planIsStale)) throw error;
      names.renew();
      // Within a transaction, which is lost by now, this fails too: the transaction is repeated (`open.ts`).
      return await super.query({ text, values }).catch(() => {
        throw error;
      });
    }
  }
}
