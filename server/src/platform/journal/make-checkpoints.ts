import { appendFile } from 'node:fs/promises';
import type { Database, Writer } from '../../db/open.ts';
import { type Cancel, type Clock, instantOf, minutes } from '../../kernel/clock.ts';
import type { Keyring } from '../crypto/keyring.ts';
import type { Logger } from '../log/logger.ts';
import { secretKeyInUse } from '../secret-key/key-facts.ts';
import { anchorOf, CheckpointSum, type Covered, firstCheckpoint, hashCheckpoint } from './checkpoint.ts';

/** Rows after the last checkpoint could be cut off unnoticed. A look costs a few reads, and makes nothing if nothing moved. */
const checkpointEveryMs = minutes(10);
/** How long after a start the first look begins, so that it does not delay the first requests. */
const firstAfterMs = minutes(1);
/** How far back a look goes for rows of writes that were still running, or of a node whose clock is behind. */
const marginMs = minutes(10);
/** How many chains one checkpoint covers at most, so that no write waits for long behind it. */
const chainsAtATime = 500;

interface Parts {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly log: Logger;
  /** A file that grows by one line for each checkpoint. Empty means none. */
  readonly anchorFile: string;
}

interface MadeCheckpoint {
  readonly nth: number;
  readonly hash: string;
}

/**
 * Covers the journal's chains by checkpoints, beside the writes, so that no write has more to do. The anchor of each goes
 * to the log, and to a file, which the database's administrator may not reach.
 */
export class Checkpoints {
  readonly #parts: Parts;
  #timer: Cancel | null = null;
  #running: Promise<unknown> = Promise.resolve();
  /** When the last look began. Null means that there was none since the start. */
  #lookedAt: number | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer ??= this.#next(firstAfterMs);
  }

  /** Begins no more checkpoints, and waits for one that runs. */
  async stop(): Promise<void> {
    this.#timer?.();
    this.#timer = null;
    await this.#running.catch(() => {});
  }

  /** Covers all chains that moved. Returns the anchor of the last checkpoint that was made, or null when none was. */
  make(): Promise<string | null> {
    const made = this.#running.catch(() => {}).then(() => this.#make());
    this.#running = made;
    return made;
  }

  #next(waitMs: number): Cancel {
    return this.#parts.clock.after(waitMs, () => {
      void this.make()
        .catch((error: unknown) =>
          this.#parts.log.warn({ err: error }, 'no checkpoint of the journal was made'),
        )
        .finally(() => {
          if (this.#timer) this.#timer = this.#next(checkpointEveryMs);
        });
    });
  }

  async #make(): Promise<string | null> {
    const { clock, log, anchorFile } = this.#parts;
    const began = clock.now();
    let last: MadeCheckpoint | null = null;
    for await (const ids of this.#moved()) last = (await this.#cover(ids)) ?? last;
    this.#lookedAt = began;
    if (!last) return null;
    const anchor = anchorOf(last);
    // Only after the commit: the anchor of a checkpoint that was rolled back would be reported as missing for ever.
    log.info({ anchor }, 'journal checkpoint');
    if (anchorFile) await appendFile(anchorFile, `${anchor} ${instantOf(began)}\n`, { mode: 0o600 });
    return anchor;
  }

  /** The chains that may have moved: at first all of them, later those with rows since the last look. */
  async *#moved(): AsyncGenerator<string[]> {
    const { reader } = this.#parts.database;
    const since = this.#lookedAt === null ? null : firstIdAt(this.#lookedAt - marginMs);
    let after = '';
    for (;;) {
      const rows = await reader
        .selectFrom('journal_heads')
        .select('account_id')
        .where('account_id', '>', after)
        .$if(since !== null, (heads) =>
          heads.where('account_id', 'in', (eb) =>
            eb
              .selectFrom('journal')
              .select('account_id')
              .where('id', '>=', since ?? ''),
          ),
        )
        .orderBy('account_id')
        .limit(chainsAtATime)
        .execute();
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(({ account_id }) => account_id);
      after = last.account_id;
    }
  }

  #cover(ids: readonly string[]): Promise<MadeCheckpoint | null> {
    const { database, keyring, clock } = this.#parts;
    return database.transaction(async (writer) => {
      const moved = await movedHeads(writer, ids);
      if (moved.length === 0) return null;
      const before = await writer
        .selectFrom('journal_checkpoints')
        .selectAll()
        .orderBy('nth', 'desc')
        .limit(1)
        .executeTakeFirst();
      const key = await secretKeyInUse(writer, keyring);
      const sum = before ? CheckpointSum.read(keyring, before.sum) : CheckpointSum.empty(key);
      if (!sum) throw new Error(`checkpoint ${before?.nth} was made with a secret key that is not known`);
      let chains = before?.chains ?? 0;
      for (const { account_id, seq, hash, coveredSeq, coveredHash } of moved) {
        if (coveredSeq === null || coveredHash === null) chains++;
        else sum.remove({ account_id, seq: coveredSeq, hash: coveredHash });
        sum.add({ account_id, seq, hash });
        await cover(writer, { account_id, seq, hash });
      }
      const checkpoint = {
        nth: (before?.nth ?? 0) + 1,
        at: instantOf(clock.now()),
        chains,
        sum: sum.toString(),
      };
      const hash = hashCheckpoint(before?.hash ?? firstCheckpoint, checkpoint);
      const signature = key.signHead(hash);
      // If another node has made this checkpoint meanwhile, the primary key refuses the row, and all of this is undone.
      await writer
        .insertInto('journal_checkpoints')
        .values({ ...checkpoint, hash, signature })
        .execute();
      return { nth: checkpoint.nth, hash };
    });
  }
}

/**
 * The heads that moved since they were covered. A chain whose covered row is gone is left out: its old cover is the proof
 * that something was removed.
 */
const movedHeads = (writer: Writer, ids: readonly string[]) =>
  writer
    .selectFrom('journal_heads')
    .leftJoin('journal_covered', 'journal_covered.account_id', 'journal_heads.account_id')
    .leftJoin('journal', (join) =>
      join
        .onRef('journal.account_id', '=', 'journal_covered.account_id')
        .onRef('journal.seq', '=', 'journal_covered.seq'),
    )
    .select([
      'journal_heads.account_id as account_id',
      'journal_heads.seq as seq',
      'journal_heads.hash as hash',
      'journal_covered.seq as coveredSeq',
      'journal_covered.hash as coveredHash',
    ])
    .where('journal_heads.account_id', 'in', ids)
    .where('journal_heads.seq', '>', 0)
    .where((eb) =>
      eb.or([
        eb('journal_covered.seq', 'is', null),
        eb.and([
          eb('journal_heads.seq', '>', eb.ref('journal_covered.seq')),
          eb('journal.hash', '=', eb.ref('journal_covered.hash')),
        ]),
      ]),
    )
    .execute();

const cover = (writer: Writer, covered: Covered) =>
  writer
    .insertInto('journal_covered')
    .values(covered)
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet({ seq: covered.seq, hash: covered.hash }),
    )
    .execute();

/** A text that sorts before every id made at that instant or later. */
function firstIdAt(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
