import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import type { PostgresPool as OurPool } from './connections.ts';

// There are fewer distinct texts, unless somebody builds SQL from input lengths. Texts past this limit are parsed each time.
const maxNames = 300;

/** feature_not_supported. Among others: "cached plan must not change result type", after another node's migration. */
const planIsStale = '0A000';

export const isPlanStale = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === planIsStale;

/**
 * Names for statements, so that PostgreSQL parses and plans each statement once a connection. For a small statement
 * parsing and planning cost more than running it (docs/decisions/013).
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  #epoch = 1;

  /** The query to send: with a name, or by its text alone when there are too many names. */
  query(text: string, values: unknown[]): { name?: string; text: string; values: unknown[] } {
    const name = this.#names.get(text) ?? this.#make(text);
    return name === undefined ? { text, values } : { name, text, values };
  }

  /** Stops using the plans made so far, because a table has changed. */
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

/** The pool, with connections that run every statement with parameters by name. `names` belong to these connections. */
export function withNamedStatements(pool: OurPool, names: StatementNames): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const made = known.get(client) ?? named(pool, client, names);
      known.set(client, made);
      return made;
    },
  };
}

function named(pool: OurPool, client: pg.PoolClient, names: StatementNames): PostgresPoolClient {
  function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new Error('there are no cursors here');
    const answer = parameters.length === 0 ? client.query(text) : run(client, names, text, [...parameters]);
    answer.catch((error: unknown) => pool.note(client, error));
    return answer;
  }
  return { query, release: (destroy) => pool.release(client, destroy === true) };
}

async function run(client: pg.PoolClient, names: StatementNames, text: string, values: unknown[]) {
  try {
    return await client.query(names.query(text, values));
  } catch (error) {
    if (!isPlanStale(error)) throw error;
    names.renew();
    return await client.query(text, values);
  }
}
