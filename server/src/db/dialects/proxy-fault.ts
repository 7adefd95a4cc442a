import type pg from 'pg';
import { connectOne, endOne } from './postgres-connections.ts';

/** Connections that keep the proxy's own ones busy, so that the next statement comes to another than the first. */
const busy = 3;
const answerWithinMs = 5000;

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
    for (let i = 0; i < busy; i++) await (await connect()).query('begin; select 1');
    await client.query(named);
    return null;
  } catch (error) {
    // invalid_sql_statement_name
    if (error instanceof Error && 'code' in error && error.code === '26000')
      return 'the proxy before PostgreSQL does not keep prepared statements: set max_prepared_statements, or pool_mode = session';
    throw error;
  } finally {
    await Promise.all(made.map((client) => endOne(client).catch(() => {})));
  }
}
