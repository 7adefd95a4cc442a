import type pg from 'pg';
import { connectOne, endOne } from './connections.ts';

/** How many connections keep the proxy's own ones busy, so that it sends the next statement to another one than the first. */
const busy = 3;
const answerWithinMs = 5000;

// invalid_sql_statement_name and duplicate_prepared_statement: the connection, or the statement, belongs to somebody else.
const lost = new Set(['26000', '42P05']);

/** Whether there is no proxy in between. A proxy gives a process id of its own for cancelling. */
async function isDirect(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('select pg_backend_pid() as pid');
  return 'processID' in client && client.processID === rows[0]?.pid;
}

/**
 * Finds a proxy that gives each transaction another connection and does not keep prepared statements. Behind such a
 * proxy, hot reads fail by chance once there is load (PgBouncer 1.21 and later keep them with `max_prepared_statements`).
 * Returns the fault in words, or null.
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
