import type { Duplex } from 'node:stream';

/** A client of `pg`. */
interface Connected {
  readonly connection: { readonly stream: Duplex };
}

const gathering = new WeakSet<Duplex>();

/**
 * Sends all statements that are issued before this run of the microtask queue ends in one write. Statements that do not
 * wait for one another are mostly issued in one run. A write for each statement would cost a system call, and wake the
 * database for that statement alone.
 */
export function gatherWrites({ connection: { stream } }: Connected): void {
  if (gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  // The tick runs when no microtask is left.
  process.nextTick(() => {
    gathering.delete(stream);
    stream.uncork();
  });
}
