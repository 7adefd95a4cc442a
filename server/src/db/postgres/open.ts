import { Kysely, PostgresDialect } from 'kysely';
import type { Database, Writer } from '../database.ts';
import { runProgram } from '../run-program.ts';
import type { Tables } from '../schema.ts';
import { answerWithinMs, isReadOnly, migrateWithinMs, PostgresPool } from './connections.ts';
import { lanes, PipelinedReads } from './pipelined-reads.ts';
import { proxyFault } from './proxy-fault.ts';
import { isPlanStale, StatementNames, withNamedStatements } from './statements.ts';
import { PostgresTransaction } from './transaction.ts';
import { transactionsSettled } from './transactions-settled.ts';
import { forPrograms } from './url.ts';

/** Attempts at a transaction that PostgreSQL itself asks to repeat. */
const maxAttempts = 5;
// serialization_failure and deadlock_detected (PostgreSQL manual, appendix A).
const repeatable = new Set(['40001', '40P01']);

const betweenRenewalsMs = 1000;
/** Where nobody says how many connections there may be. */
const defaultConnections = 22;

export function openPostgres(url: string, connections = defaultConnections): Database {
  let renewFrom = 0;
  // After a failover or an outage they all lead to where nothing can be written, or to nobody.
  const onLost = () => {
    const now = performance.now();
    // Where every server is read-only, connecting anew for each write would gain nothing.
    if (now < renewFrom) return;
    renewFrom = now + betweenRenewalsMs;
    pool.renew();
    reads.renew();
  };
  const pool = new PostgresPool(url, {
    max: Math.max(1, connections - lanes),
    within: answerWithinMs,
    onLost,
  });
  const names = new StatementNames();
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: withNamedStatements(pool, names) }),
  });
  const queryElsewhere = async (text: string, values: readonly unknown[]) => {
    const client = await pool.connect();
    try {
      return (await client.query(text, [...values])).rows;
    } finally {
      pool.release(client);
    }
  };
  const reads = new PipelinedReads(url, { queryElsewhere, onLost });
  // Connected only while the schema is looked at or changed.
  const migrating = new PostgresPool(url, { max: 2, within: migrateWithinMs, idleMs: 500 });
  const migrations = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: withNamedStatements(migrating, new StatementNames()) }),
  });
  const runOnce = async <T>(work: (writer: Writer) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    try {
      return await new PostgresTransaction(client, names).run(work);
    } catch (error) {
      pool.note(client, error);
      throw error;
    } finally {
      pool.release(client);
    }
  };
  return {
    kind: 'postgres',
    reader: Object.assign(db, {
      query: (sql: string, parameters: readonly unknown[]) => reads.query(sql, parameters),
    }),
    migrations,
    // What a server lost it says itself, and starts again by itself.
    broken: new Promise(() => {}),
    async answers() {
      await reads.query('select 1', []);
    },
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await runOnce(work);
        } catch (error) {
          // Once, on another connection: the server that can be written to may be there already.
          const failedOver = attempt === 1 && isReadOnly(error);
          if (!failedOver && (attempt >= maxAttempts || !isRepeatable(error))) throw error;
        }
      }
    },
    backupTo(target) {
      const { url: dbname, environment } = forPrograms(url);
      const args = ['--format=custom', `--dbname=${dbname}`, `--file=${target}`];
      return runProgram({ name: 'pg_dump', args, environment });
    },
    fault: () => proxyFault(url),
    settled: () => transactionsSettled(queryElsewhere),
    // Its own vacuum removes what nobody sees any more.
    forget: async () => {},
    async close() {
      await Promise.all([reads.close(), db.destroy(), migrations.destroy()]);
      // Kysely ends the pool only where it was used through it; transactions are not.
      await pool.end();
    },
  };
}

/** Also when another node has just changed a table: what was planned before is forgotten by then. */
const isRepeatable = (error: unknown): boolean => repeatable.has(codeOf(error)) || isPlanStale(error);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
