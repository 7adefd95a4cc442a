import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loge-fingerprint-'));
  mkdirSync(join(folder, 'src', 'deep'), { recursive: true });
  writeFileSync(join(folder, 'src', 'deep', 'a.ts'), 'a');
});
afterEach(() => rmSync(folder, { recursive: true }));

const now = () => fingerprint(folder, ['src', 'absent.ts']);

test('a new time alone changes nothing', () => {
  const before = now();
  utimesSync(join(folder, 'src', 'deep', 'a.ts'), 1, 1);
  expect(now()).toBe(before);
});

test.each([
  ['content', () => writeFileSync(join(folder, 'src', 'deep', 'a.ts'), 'b')],
  ['a name', () => renameSync(join(folder, 'src', 'deep', 'a.ts'), join(folder, 'src', 'deep', 'b.ts'))],
  ['a file that was absent', () => writeFileSync(join(folder, 'absent.ts'), '')],
])('%s changes it', (_what, change) => {
  const before = now();
  change();
  expect(now()).not.toBe(before);
});
