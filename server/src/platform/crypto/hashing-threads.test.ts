import { readdirSync, readFileSync } from 'node:fs';
import { hash } from '@node-rs/argon2';
import { expect, it } from 'vitest';
import { HashingThreads } from './hashing-threads.ts';

const options = { memoryCost: 1024, timeCost: 1, parallelism: 1 };
const stored = await hash('right', options);
const verify = (password: string) => ({ kind: 'argon2-verify', stored, password }) as const;

it('hashes and verifies, giving each caller their own answer', async () => {
  const threads = new HashingThreads(2);
  const tries = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 'right' : `wrong ${i}`));
  const answers = await Promise.all(tries.map((password) => threads.run(verify(password))));
  expect(answers).toEqual(tries.map((password) => password === 'right'));
  expect(await threads.run({ kind: 'argon2-hash', password: 'x', options })).toMatch(/^\$argon2id\$/);
});

it('tells those past the two hundredth that wait to come back, and serves the others', async () => {
  const threads = new HashingThreads(1);
  // One is being hashed, one lies ready, and two hundred wait.
  const served = Array.from({ length: 202 }, () => threads.run(verify('right')));
  expect(() => threads.run(verify('right'))).toThrow(expect.objectContaining({ code: 'unavailable' }));
  expect((await Promise.all(served)).every((fits) => fits === true)).toBe(true);
  expect(await threads.run(verify('right'))).toBe(true);
});

it('hands over more at once the longer the queue is, up to four', async () => {
  const counting = `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (tasks) => parentPort.postMessage(tasks.map(() => ({ done: String(tasks.length) }))));`;
  const threads = new HashingThreads(1, new URL(`data:text/javascript,${encodeURIComponent(counting)}`));
  expect(await threads.run(verify('right'))).toBe('1');
  // One goes at once and one lies ready. Then half of the waiting tasks go together, but no more than four.
  const sizes = await Promise.all(Array.from({ length: 20 }, () => threads.run(verify('right'))));
  expect(sizes).toEqual([...'11444444444444333111']);
});

it('fails the caller whose task fails, and nobody else', async () => {
  const threads = new HashingThreads(1);
  const tasks = Array.from({ length: 12 }, (_, i) =>
    i % 5 === 2 ? ({ kind: 'argon2-verify', stored: 'no hash', password: 'x' } as const) : verify('right'),
  );
  const ends = await Promise.allSettled(tasks.map((task) => threads.run(task)));
  expect(ends.map(({ status }) => status)).toEqual(
    tasks.map((_, i) => (i % 5 === 2 ? 'rejected' : 'fulfilled')),
  );
});

it('fails those whose thread ends, and begins another for the next', async () => {
  const dying = `import { parentPort } from 'node:worker_threads';
    parentPort.once('message', () => process.exit(3));`;
  const threads = new HashingThreads(1, new URL(`data:text/javascript,${encodeURIComponent(dying)}`));
  for (let round = 0; round < 2; round++) {
    const lost = [1, 2, 3].map(() => threads.run(verify('right')));
    for (const { status } of await Promise.allSettled(lost)) expect(status).toBe('rejected');
  }
});

it.runIf(process.platform === 'linux')('hashes below the priority of everything else', async () => {
  const niceness = () =>
    readdirSync('/proc/self/task').map((thread) => {
      const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
      // The name is in brackets and may hold blanks, so fields are read after it. The niceness is the 19th of all (proc(5)).
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
    });
  const own = Number(niceness()[0]);
  await new HashingThreads(1).run(verify('right'));
  expect(niceness().filter((nice) => nice === 15).length).toBeGreaterThan(0);
  expect(Number(niceness()[0])).toBe(own);
});
