import type pg from 'pg';
import { connectOne, endOne, isOutOfSlots, isSilent, readWithinMs } from './connections.ts';
import { gatherWrites } from './gathered-writes.ts';
import { isPlanStale, StatementNames } from './statements.ts';

/** How many connections share the hot reads. With more of them, fewer reads would share a connection. */
export const lanes = 2;
/** How long a lane that found no free slot leaves its reads to other connections. */
const spareForMs = 1000;

interface Lane {
  /** The connected client, or null. */
  client: pg.Client | null;
  connecting: Promise<pg.Client> | null;
  /** The server had no slot for this lane. No new try before this time. */
  spareUntil: number;
}

/** Runs a query on a connection outside the lanes. */
type Query = (text: string, parameters: readonly unknown[]) => Promise<unknown[]>;

/**
 * Hot reads run on connections of their own and do not wait for one another. Each read is sent while earlier ones are
 * still being answered (PostgreSQL manual, Pipelining), as a statement that is parsed and planned once. Taking a
 * connection out of a pool for each read would cost more than the query. Nothing here writes, locks or takes long.
 */
export class PipelinedReads {
  readonly #url: string;
  readonly #queryElsewhere: Query;
  readonly #onLost: () => void;
  readonly #lanes: Lane[] = Array.from({ length: lanes }, () => ({
    client: null,
    connecting: null,
    spareUntil: 0,
  }));
  readonly #names = new StatementNames();
  #turn = 0;
  #closed = false;

  /**
   * @param queryElsewhere is used as long as the server has no slot for a lane.
   * @param onLost is called when a connection went silent. Others may lead to the same server.
   */
  constructor(url: string, { queryElsewhere, onLost }: { queryElsewhere: Query; onLost: () => void }) {
    this.#url = url;
    this.#queryElsewhere = queryElsewhere;
    this.#onLost = onLost;
  }

  async query(text: string, parameters: readonly unknown[]): Promise<unknown[]> {
    this.#turn = (this.#turn + 1) % lanes;
    const lane = this.#lanes[this.#turn] as Lane;
    const client = lane.client ?? (await this.#connectedOrSpare(lane));
    if (client === null) return this.#queryElsewhere(text, parameters);
    const values = [...parameters];
    gatherWrites(client);
    try {
      return (await client.query(this.#names.query(text, values))).rows;
    } catch (error) {
      if (isSilent(error)) this.#onLost();
      if (!isPlanStale(error)) throw error;
      this.#names.renew();
      return (await client.query(text, values)).rows;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const open = this.#lanes.map(({ client, connecting }) => client ?? connecting?.catch(() => null));
    await Promise.all(
      open.map(async (pending) => {
        const client = await pending;
        if (client) await endOne(client);
      }),
    );
  }

  /** Ends the connections in use. The next reads connect anew. */
  renew(): void {
    for (const lane of this.#lanes) {
      const { client } = lane;
      lane.client = null;
      if (client) endOne(client).catch(() => {});
    }
  }

  /** The client of this lane. Where the server has no slot left for it: that of another lane, or null. */
  async #connectedOrSpare(lane: Lane): Promise<pg.Client | null> {
    const spare = () => this.#lanes.find(({ client }) => client !== null)?.client ?? null;
    if (performance.now() < lane.spareUntil) return spare();
    try {
      return await this.#connected(lane);
    } catch (error) {
      if (!isOutOfSlots(error)) throw error;
      lane.spareUntil = performance.now() + spareForMs;
      return spare();
    }
  }

  /** Concurrent callers share one attempt to connect. After a failure the next caller tries again. */
  #connected(lane: Lane): Promise<pg.Client> {
    // Closing does not wait for a request whose client has gone. A connection made for it now would never end.
    if (this.#closed) throw new Error('the database is closed');
    lane.connecting ??= this.#connect(lane).finally(() => {
      lane.connecting = null;
    });
    return lane.connecting;
  }

  async #connect(lane: Lane): Promise<pg.Client> {
    const client = connectOne(this.#url, readWithinMs);
    const forget = () => {
      if (lane.client === client) lane.client = null;
    };
    // The client itself refuses what was on its way. Without a listener the error would end the process.
    client.on('error', forget).on('end', forget);
    await client.connect();
    lane.client = client;
    return client;
  }
}
