import pg from 'pg';
import { systemClock } from '../../kernel/clock.ts';

// The one place where connections to PostgreSQL are made. Each connection gets its time limits here. A connection can go
// silent after a failover, or behind a firewall that forgot it. What waits on it then fails, instead of waiting for ever
// (docs/rules.md#failed-connections-and-disks).

/** How long connecting may take, and how long to wait for a free connection of the pool. */
const connectWithinMs = 5000;
/** How long a hot read may take. It usually takes a millisecond. */
export const readWithinMs = 10_000;
/** How long any other statement may take, waits for locks included. */
export const answerWithinMs = 20_000;
/** How long a statement of a migration may take. It may rewrite a large table. */
export const migrateWithinMs = 3_600_000;
/** How long the server has to end a connection in order. After that the connection is cut. */
const endWithinMs = 2000;

/** The options of every connection. */
const boundTo = (url: string, within: number): pg.ClientConfig => ({
  connectionString: url,
  connectionTimeoutMillis: connectWithinMs,
  // At this limit the client cuts the connection, since later statements on it would wait for the same answer.
  query_timeout: within,
  // Also notices that the peer of an idle connection has gone.
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  pipeline: true,
});

export const connectOne = (url: string, within: number): pg.Client => new pg.Client(boundTo(url, within));

/** Ends the connection in order, and cuts it when that takes too long. */
export async function endOne(client: pg.Client): Promise<void> {
  cutUnlessEnded(client);
  await client.end();
}

function cutUnlessEnded(client: pg.Client): void {
  client.once(
    'end',
    systemClock.after(endWithinMs, () => client.connection.stream.destroy(), 'stays'),
  );
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** read_only_sql_transaction: the server is a standby now, or was one when the session began. */
export const isReadOnly = (error: unknown): boolean => codeOf(error) === '25006';

/** The server did not answer in time. */
export const isSilent = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout';

/** too_many_connections: the server, the role or the database has no slot left. */
export const isOutOfSlots = (error: unknown): boolean => codeOf(error) === '53300';

/** How long the pool makes do with the connections it has, after the server refused another one. */
const fewerForMs = 10_000;
const betweenTriesMs = 100;

interface PoolOptions {
  /** The most connections that the pool opens. */
  readonly max: number;
  /** How long a statement may take. */
  readonly within: number;
  /** How long an unused connection stays open. */
  readonly idleMs?: number;
  /** Called when a connection turned out to be useless. Others may lead to the same server. */
  readonly onLost?: () => void;
}

/**
 * The pool of connections for writes. When the server has fewer slots than the pool may use, the pool makes do with the
 * connections it has. It keeps no connection to a server that cannot be written to: after a failover that would never
 * change by itself.
 */
export class PostgresPool {
  readonly #pool: pg.Pool;
  readonly #max: number;
  readonly #onLost: () => void;
  readonly #open = new Set<pg.PoolClient>();
  /** Connections that are not used again. */
  readonly #spoiled = new WeakSet<pg.PoolClient>();
  #fewerUntil = 0;
  #ended: Promise<void> | null = null;

  constructor(url: string, options: PoolOptions) {
    this.#max = options.max;
    this.#onLost = options.onLost ?? (() => {});
    const { max, within, idleMs = 10_000 } = options;
    this.#pool = new pg.Pool({ ...boundTo(url, within), max, idleTimeoutMillis: idleMs });
    // A connection that the server closes must not end the process. Its queries fail, and the next query opens another.
    this.#pool.on('error', () => {});
    this.#pool.on('connect', (client) => {
      this.#open.add(client);
      client.on('error', () => {});
    });
    this.#pool.on('remove', (client) => this.#open.delete(client));
  }

  get options(): pg.PoolOptions {
    return this.#pool.options;
  }

  async connect(): Promise<pg.PoolClient> {
    const giveUpAt = performance.now() + connectWithinMs;
    for (;;) {
      const client = await this.#next(giveUpAt);
      if (!this.#spoiled.has(client)) return client;
      this.release(client);
    }
  }

  /** Gives the connection back to the pool, or ends it when it is of no more use. */
  release(client: pg.PoolClient, destroy = false): void {
    const ends = destroy || this.#spoiled.has(client);
    if (ends) cutUnlessEnded(client);
    client.release(ends);
  }

  /** Takes the connection out of use when a statement's error shows that it leads to nothing useful. */
  note(client: pg.PoolClient, error: unknown): void {
    if (!isReadOnly(error) && !isSilent(error)) return;
    this.#spoiled.add(client);
    this.#onLost();
  }

  /** Takes all open connections out of use. */
  renew(): void {
    for (const client of this.#open) this.#spoiled.add(client);
  }

  /** May be called any number of times. */
  async end(): Promise<void> {
    for (const client of this.#open) cutUnlessEnded(client);
    this.#ended ??= this.#pool.end();
    await this.#ended;
  }

  async #next(giveUpAt: number): Promise<pg.PoolClient> {
    for (;;) {
      if (this.#fewerUntil !== 0 && performance.now() > this.#fewerUntil) this.#allow(this.#max, 0);
      try {
        return await this.#pool.connect();
      } catch (error) {
        if (!isOutOfSlots(error) || performance.now() >= giveUpAt) throw error;
        // From now on every caller waits for a connection that is given back.
        const had = this.#pool.totalCount;
        this.#allow(Math.max(1, had), performance.now() + fewerForMs);
        if (had === 0)
          await new Promise<void>((resolve) => systemClock.after(betweenTriesMs, resolve, 'stays'));
      }
    }
  }

  #allow(max: number, until: number): void {
    this.#pool.options.max = max;
    this.#fewerUntil = until;
  }
}
