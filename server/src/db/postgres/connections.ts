import pg from 'pg';
import { systemClock } from '../../kernel/clock.ts';

// The one place where connections to PostgreSQL are made. Each has its bounds from here: one that goes silent, as after a
// failover or behind a firewall that forgot it, ends what waits on it instead of keeping it for ever
// (docs/rules.md#failed-connections-and-disks).

/** Until it is connected, and until one of the pool's own is free. */
export const connectWithinMs = 5000;
/** Until a hot read is answered, which takes a millisecond. */
export const readWithinMs = 10_000;
/** Until any other statement is answered, waits for locks included. */
export const answerWithinMs = 20_000;
/** A migration may rewrite a large table. */
export const migrateWithinMs = 3_600_000;
/** Until the goodbye is answered; then the connection is cut. */
const endWithinMs = 2000;

/** What every connection is made with. */
export const boundTo = (url: string, within: number): pg.ClientConfig => ({
  connectionString: url,
  connectionTimeoutMillis: connectWithinMs,
  // The client cuts the connection then: what came after on it would wait for the same answer.
  query_timeout: within,
  // Also one that nobody waits on is noticed when its peer has gone.
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  pipeline: true,
});

export const connectOne = (url: string, within: number): pg.Client => new pg.Client(boundTo(url, within));

/** Says goodbye and waits for it no longer than bearable. */
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

/** read_only_sql_transaction: the server behind the connection is a standby now, or was when the session began. */
export const isReadOnly = (error: unknown): boolean => codeOf(error) === '25006';

/** Nothing was answered in time. */
export const isSilent = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout';

/** too_many_connections: the server, the role or the database has no slot left. */
export const isOutOfSlots = (error: unknown): boolean => codeOf(error) === '53300';

/** How long the server is not asked for more connections than it just gave. */
const fewerForMs = 10_000;
const betweenTriesMs = 100;

interface PoolOptions {
  /** Connections at most. */
  readonly max: number;
  /** Until a statement is answered. */
  readonly within: number;
  /** How long one stays open that nobody uses. */
  readonly idleMs?: number;
  /** Called when a connection turned out to lead nowhere useful: others may lead there too. */
  readonly onLost?: () => void;
}

/**
 * The pool of those that write. Where the server has fewer slots than the pool may use, it makes do with those that it has
 * got; and it keeps none whose server cannot be written to: after a failover that would never change by itself.
 */
export class PostgresPool {
  readonly #pool: pg.Pool;
  readonly #max: number;
  readonly #onLost: () => void;
  readonly #open = new Set<pg.PoolClient>();
  /** Those that are not used again. */
  readonly #spoiled = new WeakSet<pg.PoolClient>();
  #fewerUntil = 0;
  #ended: Promise<void> | null = null;

  constructor(url: string, options: PoolOptions) {
    this.#max = options.max;
    this.#onLost = options.onLost ?? (() => {});
    const { max, within, idleMs = 10_000 } = options;
    this.#pool = new pg.Pool({ ...boundTo(url, within), max, idleTimeoutMillis: idleMs });
    // A connection that the server closes must not end the process: what runs on it fails, the next query opens another.
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

  /** Gives it back; it is ended instead when it is of no more use. */
  release(client: pg.PoolClient, destroy = false): void {
    const ends = destroy || this.#spoiled.has(client);
    if (ends) cutUnlessEnded(client);
    client.release(ends);
  }

  /** Looks at what a statement failed with. */
  note(client: pg.PoolClient, error: unknown): void {
    if (!isReadOnly(error) && !isSilent(error)) return;
    this.#spoiled.add(client);
    this.#onLost();
  }

  /** None of those that are open is used again. */
  renew(): void {
    for (const client of this.#open) this.#spoiled.add(client);
  }

  /** Any number of times. */
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
        // From now on whoever asks waits for one that is given back.
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
