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
  // One hashes, one lies ready, two hundred wait.
  const served = Array.from({ length: 202 }, () => threads.run(verify('right')));
  expect(() => threads.run(verify('right'))).toThrow(expect.objectContaining({ code: 'unavailable' }));
  expect((await Promise.all(served)).every((fits) => fits === true)).toBe(true);
  expect(await threads.run(verify('right'))).toBe(true);
});

it('fails the caller whose task fails, and nobody else', async () => {
  const threads = new HashingThreads(1);
  const failing = threads.run({ kind: 'argon2-verify', stored: 'no hash', password: 'x' });
  const next = threads.run(verify('right'));
  await expect(failing).rejects.toThrow();
  expect(await next).toBe(true);
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
      // Fields after the name, which is in brackets and may hold blanks; the 19th of all is the niceness (proc(5)).
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
    });
  const own = Number(niceness()[0]);
  await new HashingThreads(1).run(verify('right'));
  expect(niceness().filter((nice) => nice === 15).length).toBeGreaterThan(0);
  expect(Number(niceness()[0])).toBe(own);
});
