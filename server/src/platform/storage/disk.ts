import { statfsSync } from 'node:fs';

/** Bytes that this user may still write there; null where the machine does not say. */
export function freeBytes(directory: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  } catch {
    return null;
  }
}
