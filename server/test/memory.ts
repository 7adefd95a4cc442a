import { existsSync, statfsSync } from 'node:fs';

const inMemory = '/dev/shm';
const roomBytes = 2 * 1024 ** 3;

/**
 * Where temporary folders go while tests run: into memory, if the system has such a place with enough room. The tests make some
 * thousand databases and commit to each durably, so on a disk they would mostly wait. A killed process loses no more in memory
 * than on a disk. A folder named by `TMPDIR` is used instead.
 */
export function temporaryFolder(): Record<string, string> {
  const named = process.env.TMPDIR;
  if (named) return { TMPDIR: named };
  if (!existsSync(inMemory)) return {};
  const { bavail, bsize } = statfsSync(inMemory);
  return bavail * bsize >= roomBytes ? { TMPDIR: inMemory } : {};
}
