import { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { gatherWrites } from './gathered-writes.ts';

/** A connection that records what each write sent. */
function connection() {
  const writes: string[] = [];
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      writes.push(chunk.toString());
      done();
    },
    writev(chunks, done) {
      writes.push(chunks.map(({ chunk }) => String(chunk)).join(''));
      done();
    },
  });
  const client = { connection: { stream } };
  /** Sends a statement as `pg` does, which corks by itself. */
  const send = (text: string) => {
    gatherWrites(client);
    stream.cork();
    stream.write(text);
    stream.write(';');
    stream.uncork();
  };
  return { stream, writes, send };
}

it('sends what does not wait for one another in one write, in its order', async () => {
  const { writes, send } = connection();
  const ask = async (text: string, steps: number) => {
    for (let step = 0; step < steps; step++) await Promise.resolve();
    send(text);
  };
  await Promise.all([ask('a', 0), ask('b', 3), ask('c', 7)]);
  expect(writes).toEqual([]);
  await nextTurn();
  expect(writes).toEqual(['a;b;c;']);
});

it('sends what comes later by itself, and lets go of connections that broke', async () => {
  const [one, other] = [connection(), connection()];
  one.send('a');
  other.send('x');
  other.stream.destroy();
  await nextTurn();
  one.send('b');
  await nextTurn();
  expect(one.writes).toEqual(['a;', 'b;']);
  expect(one.stream.writableCorked).toBe(0);
});
