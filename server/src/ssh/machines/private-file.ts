import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { Failure } from './failure.ts';

const maxBytes = 64 * 1024;

/**
 * Reads a file that must be readable by this user alone, because it holds a secret. Throws `Failure`.
 * @param what names the file in messages: "the configuration"
 */
export function readPrivate(path: string, what: string): string {
  const file = open(path, what);
  try {
    const { mode, uid, size, ...stats } = fstatSync(file);
    const own = process.geteuid?.() ?? -1;
    if (!isRegular(mode)) throw new Failure(`${what} is not a file`);
    if (uid !== own) throw new Failure(`${what} belongs to user ${uid}, not to ${own}, which this runs as`);
    if (mode & 0o077) throw new Failure(`${what} is open to others: chmod 0400`);
    if (stats.nlink > 1) throw new Failure(`${what} has another name (hard link)`);
    if (size > maxBytes) throw new Failure(`${what} is too large`);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function open(path: string, what: string): number {
  try {
    // Links are not followed, because somebody else could have made one.
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw new Failure(code === 'ELOOP' ? `${what} is a symbolic link` : `${what} cannot be read: ${code}`);
  }
}

const isRegular = (mode: number): boolean => (mode & constants.S_IFMT) === constants.S_IFREG;
