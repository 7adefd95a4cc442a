import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withLock } from './lock.mjs';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loge-lock-'));
  lock = join(folder, 'state', 'some.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const holder = `
  const { withLock } = await import(process.argv[1]);
  await withLock(process.argv[2], 'testing', () => {
    process.stdout.write('held');
    return new Promise((resolve) => process.stdin.once('data', resolve));
  });`;

/** Starts another process that holds the lock until something is written to its input. */
async function holdElsewhere() {
  const module = new URL('./lock.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', holder, module, lock]);
  await once(child.stdout, 'data');
  return child;
}

test('the lock is there during the work and gone after it, even when it fails', async () => {
  await expect(
    withLock(lock, 'testing', async () => {
      expect(existsSync(lock)).toBe(true);
      throw new Error('work failed');
    }),
  ).rejects.toThrow('work failed');
  expect(existsSync(lock)).toBe(false);
});

test('waits for a living holder, and says so', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const other = await holdElsewhere();
  let mine = false;
  const waiting = withLock(lock, 'testing', async () => {
    mine = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(mine).toBe(false);
  other.stdin.end('go\n');
  await waiting;
  expect(mine).toBe(true);
  expect(said).toHaveBeenCalledExactlyOnceWith('Another process is testing; waiting for it.\n');
  said.mockRestore();
});

test('takes over from a holder that was killed', async () => {
  const other = await holdElsewhere();
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(existsSync(lock)).toBe(true);
  expect(await withLock(lock, 'testing', async () => 'done')).toBe('done');
});

test.runIf(process.platform === 'linux')('a process id that came round again does not hold it', async () => {
  await withLock(lock, 'testing', async () => undefined);
  writeFileSync(lock, `${process.pid} 1\n`);
  expect(await withLock(lock, 'testing', async () => 'done')).toBe('done');
});
