import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { isPlanStale, type StatementNames } from './statement-names.ts';

/** The pool, with connections that run whatever has parameters by name. `names` are the connections' own. */
export function withNamedStatements(pool: pg.Pool, names: StatementNames): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const made = known.get(client) ?? named(client, names);
      known.set(client, made);
      return made;
    },
  };
}

function named(client: pg.PoolClient, names: StatementNames): PostgresPoolClient {
  function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new Error('there are no cursors here');
    return parameters.length === 0 ? client.query(text) : run(client, names, text, [...parameters]);
  }
  // The pool gives the connection another `release` each time.
  return { query, release: (destroy) => client.release(destroy) };
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
