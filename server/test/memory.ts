import { existsSync, statfsSync } from 'node:fs';

const inMemory = '/dev/shm';
const roomBytes = 2 * 1024 ** 3;

/**
 * Where temporary folders go while tests run: into memory, where the system has such a place with room in it. They make
 * some thousand databases and commit to each durably, so that they would mostly wait for the disk; a process that is
 * killed loses no more there than on a disk. Whoever names a folder by `TMPDIR` gets that.
 */
export function temporaryFolder(): Record<string, string> {
  const named = process.env.TMPDIR;
  if (named) return { TMPDIR: named };
  if (!existsSync(inMemory)) return {};
  const { bavail, bsize } = statfsSync(inMemory);
  return bavail * bsize >= roomBytes ? { TMPDIR: inMemory } : {};
}
