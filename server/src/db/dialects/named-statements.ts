import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import type { PostgresPool as OurPool } from './postgres-connections.ts';
import { isPlanStale, type StatementNames } from './statement-names.ts';

/** The pool, with connections that run whatever has parameters by name. `names` are the connections' own. */
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
