import type pg from 'pg';
import { connectOne, endOne } from './connections.ts';

/** Connections that keep the proxy's own ones busy, so that the next statement comes to another than the first. */
const busy = 3;
const answerWithinMs = 5000;

// invalid_sql_statement_name, and duplicate_prepared_statement: it is another's connection, or another's statement.
const lost = new Set(['26000', '42P05']);

/** Whether nobody stands between: a proxy gives its own process id for cancelling. */
async function isDirect(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('select pg_backend_pid() as pid');
  return 'processID' in client && client.processID === rows[0]?.pid;
}

/**
 * Whether a proxy gives each transaction another connection of its own and does not keep prepared statements: then hot
 * reads fail, by chance, once there is load (PgBouncer 1.21 and later keep them with `max_prepared_statements`).
 */
export async function proxyFault(url: string): Promise<string | null> {
  const made: pg.Client[] = [];
  const connect = async (): Promise<pg.Client> => {
    const client = connectOne(url, answerWithinMs);
    client.on('error', () => {});
    made.push(client);
    await client.connect();
    return client;
  };
  const named = { name: `doctor_${process.pid}`, text: 'select 1 where $1::int = 1', values: [1] };
  try {
    const client = await connect();
    await client.query(named);
    if (await isDirect(client)) return null;
    for (let i = 0; i < busy; i++) await (await connect()).query('begin; select 1');
    await client.query(named);
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && lost.has(String(error.code)))
      return 'the proxy before PostgreSQL does not keep prepared statements: set max_prepared_statements, or pool_mode = session';
    throw error;
  } finally {
    await Promise.all(made.map((client) => endOne(client).catch(() => {})));
  }
}
