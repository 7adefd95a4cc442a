import type { EventType } from '@loge/protocol';
import type { Database, Reader, Writer } from '../db/open.ts';
import type { Actor, Member } from '../kernel/actor.ts';
import type { AppError } from '../kernel/app-error.ts';
import { type Clock, type Instant, instantOf } from '../kernel/clock.ts';
import type { Keyring } from './crypto/keyring.ts';
import type { SecretKey } from './crypto/secret-key.ts';
import { FairTurns } from './fair-turns.ts';
import { insertJob } from './jobs/insert-job.ts';
import type { JobOrder } from './jobs/order.ts';
import { appendToJournal, type JournalEntry, type RecordedAt } from './journal/append.ts';
import { secretKeyInUse } from './secret-key/key-facts.ts';

/**
 * The one way to change data. Everything a change entails — rows, journal, mails, webhooks — is written
 * through one `Tx` and becomes durable together, or not at all.
 *
 * - **throw** inside: nothing is kept, the caller gets the error.
 * - **return `refuse(error)`**: what was written is kept (the trace of a failed sign-in, a spent code), then
 *   the caller gets the error.
 */
export interface Tx extends Reader, Pick<Writer, 'insertInto' | 'updateTable' | 'deleteFrom' | 'defer'> {
  /** The instant of this write, the same for all its rows. */
  readonly now: Instant;
  readonly actor: Actor;
  /** Appends to the account's journal. Says where the entry stands. */
  record(entry: JournalEntry): Promise<RecordedAt>;
  /** Orders a job for after the commit. Null is a mail to nobody, and orders nothing. */
  enqueue(order: JobOrder | null): Promise<void>;
  /** The secret key that the database uses as of this write. Everything that is stored is made with this key alone. */
  key(): Promise<SecretKey>;
}

/** A refusal whose writes are kept. */
class Refusal {
  readonly error: AppError;
  constructor(error: AppError) {
    this.error = error;
  }
}

export const refuse = (error: AppError): Refusal => new Refusal(error);

/**
 * What other features do when something is recorded, inside the same transaction ("effects across features
 * go by event"): sessions end when a password is reset, and so on. `app.ts` collects them.
 */
export type Listener = (tx: Tx, entry: JournalEntry) => Promise<void>;
export type Listeners = Partial<Record<EventType, Listener>>;

export type Write = <T>(actor: Actor, work: (tx: Tx) => Promise<T | Refusal>) => Promise<T>;

/**
 * Makes sure that the member's credential is still what was checked, and stays so until the write is over. Throws when it is
 * not.
 */
export type LockCaller = (tx: Tx, member: Member) => Promise<void>;

interface WriteParts {
  readonly database: Database;
  readonly lockCaller: LockCaller;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly listeners: readonly Listeners[];
  /** Called after a commit that enqueued something due now. */
  onEnqueued(): void;
}

/**
 * Writes of one account that go to the database at once. On PostgreSQL each would take a connection and wait there for the
 * one before it, which has the account's journal; on SQLite they would all stand before everybody else's.
 */
const ofOneAccount = 3;

export function makeWrite(parts: WriteParts): Write {
  const turns = new FairTurns(ofOneAccount);
  const write = async <T>(actor: Actor, work: (tx: Tx) => Promise<T | Refusal>): Promise<T> => {
    let enqueued = false;
    const result = await parts.database.transaction(async (writer) => {
      enqueued = false;
      const now = parts.clock.now();
      let held: Promise<SecretKey> | null = null;
      const key = () => (held ??= secretKeyInUse(writer, parts.keyring));
      const tx: Tx = {
        ...readerOf(writer),
        insertInto: writer.insertInto.bind(writer),
        updateTable: writer.updateTable.bind(writer),
        deleteFrom: writer.deleteFrom.bind(writer),
        ...(writer.defer ? { defer: writer.defer } : {}),
        now: instantOf(now),
        actor,
        async record(entry) {
          const at = await appendToJournal(writer, key(), now, actor, entry);
          for (const listeners of parts.listeners) await listeners[entry.type]?.(tx, entry);
          return at;
        },
        async enqueue(order) {
          if (order === null) return;
          enqueued ||= !order.delay;
          await insertJob(writer, await key(), now, order);
        },
        key,
      };
      if (actor.kind === 'member' && !actor.credential.checked?.opening) await parts.lockCaller(tx, actor);
      return work(tx);
    });
    if (enqueued) parts.onEnqueued();
    if (result instanceof Refusal) throw result.error;
    return result;
  };
  return (actor, work) =>
    actor.kind === 'member'
      ? turns.run(actor.accountId, askerOf(actor), () => write(actor, work))
      : write(actor, work);
}

/** Which credential of the account asks. Sessions that are only being opened count as one. */
const askerOf = ({ credential }: Member): string =>
  credential.checked?.opening ? 'opening' : `${credential.kind} ${credential.id ?? ''}`;

const readerOf = (writer: Writer): Reader => ({
  selectFrom: writer.selectFrom.bind(writer),
  executeQuery: writer.executeQuery.bind(writer),
  getExecutor: writer.getExecutor.bind(writer),
  with: writer.with.bind(writer),
  ...(writer.query ? { query: writer.query } : {}),
});

export type { Reader };
