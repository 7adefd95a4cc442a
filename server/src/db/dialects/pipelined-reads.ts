import pg from 'pg';
import { gatherWrites } from './gathered-writes.ts';
import { isPlanStale, StatementNames } from './statement-names.ts';

/** Connections that share the hot reads; more would share less. */
const lanes = 2;
const connectTimeoutMs = 5000;

interface Lane {
  /** Connected, or null. */
  client: pg.Client | null;
  connecting: Promise<pg.Client> | null;
}

/**
 * Hot reads on connections of their own, without waiting for one another: each goes out while the ones before it are
 * still being answered (PostgreSQL manual, Pipelining), as a statement that is parsed and planned once. Taking a
 * connection out of a pool for each costs more than the query. Nothing here writes, locks or takes long.
 */
export class PipelinedReads {
  readonly #url: string;
  readonly #lanes: Lane[] = Array.from({ length: lanes }, () => ({ client: null, connecting: null }));
  readonly #names = new StatementNames();
  #turn = 0;
  #closed = false;

  constructor(url: string) {
    this.#url = url;
  }

  async ask(text: string, parameters: readonly unknown[]): Promise<unknown[]> {
    this.#turn = (this.#turn + 1) % lanes;
    const lane = this.#lanes[this.#turn] as Lane;
    const client = lane.client ?? (await this.#connected(lane));
    const values = [...parameters];
    gatherWrites(client);
    try {
      return (await client.query(this.#names.query(text, values))).rows;
    } catch (error) {
      if (!isPlanStale(error)) throw error;
      this.#names.renew();
      return (await client.query(text, values)).rows;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const open = this.#lanes.map(({ client, connecting }) => client ?? connecting?.catch(() => null));
    await Promise.all(open.map(async (client) => (await client)?.end()));
  }

  /** Of any number that ask for it at once, one connects; after a failure the next one that asks tries again. */
  #connected(lane: Lane): Promise<pg.Client> {
    // A request whose client has gone is not waited for; a connection made for it now would never end.
    if (this.#closed) throw new Error('the database is closed');
    lane.connecting ??= this.#connect(lane).finally(() => {
      lane.connecting = null;
    });
    return lane.connecting;
  }

  async #connect(lane: Lane): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: connectTimeoutMs,
      pipeline: true,
    });
    const forget = () => {
      if (lane.client === client) lane.client = null;
    };
    // What was on its way is refused by the client itself; without a listener the process would end.
    client.on('error', forget).on('end', forget);
    await client.connect();
    lane.client = client;
    return client;
  }
}
