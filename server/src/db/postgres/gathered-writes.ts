import type { Duplex } from 'node:stream';

/** A client of `pg`. */
interface Connected {
  readonly connection: { readonly stream: Duplex };
}

const gathering = new WeakSet<Duplex>();

/**
 * Lets what is sent to PostgreSQL from here to the end of this run of the microtask queue leave in one write. Statements
 * that do not wait for one another are mostly sent in one run; each write by itself costs a system call, and wakes the
 * database for one statement.
 */
export function gatherWrites({ connection: { stream } }: Connected): void {
  if (gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  // Ticks begin when no microtask is left.
  process.nextTick(() => {
    gathering.delete(stream);
    stream.uncork();
  });
}
