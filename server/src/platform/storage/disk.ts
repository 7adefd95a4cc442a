import { statfsSync } from 'node:fs';

/** How many bytes this user may still write to the directory's disk; null where the machine does not say. */
export function freeBytes(directory: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  } catch {
    return null;
  }
}
