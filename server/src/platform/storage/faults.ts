import { isDatabaseFull, isDatabaseUnavailable, isDatabaseUnusable } from '../../db/faults.ts';
import { DatabaseTooNewError } from '../../db/migrate.ts';
import { NoDatabaseError } from '../../db/open.ts';
import { RestoreRefusedError } from '../../db/restore.ts';
import { ProgramError } from '../../db/run-program.ts';
import type { Config } from '../config/config.ts';
import { freeBytes } from './disk.ts';

/** Of so little nothing more can be made of SQLite's log. */
const nothingLeft = 256 * 1024;

/**
 * One line for the operator when an error is of the database's making and theirs to mend; null otherwise.
 *
 * @param config once it was read: a failed write is told from a full disk by looking there.
 */
export function storageComplaint(error: unknown, config?: Config): string | null {
  if (
    error instanceof DatabaseTooNewError ||
    error instanceof NoDatabaseError ||
    error instanceof ProgramError ||
    error instanceof RestoreRefusedError
  )
    return error.message;
  if (!(error instanceof Error)) return null;
  if (isDatabaseFull(error) || (isWriteFault(error) && isFull(config)))
    return `the disk of the database is full: make room${config && !config.DATABASE_URL ? ` for ${config.dataDirectory}` : ''} and try again; what was there is whole`;
  const sqlite = sqliteFault(error);
  if (sqlite !== undefined) return sqlite;
  if (isDatabaseUnavailable(error)) return `the database does not answer: ${error.message}`;
  if (isDatabaseUnusable(error)) return `the database cannot be used: ${error.message}`;
  return null;
}

const codeOf = (error: Error): number =>
  'errcode' in error && 'code' in error && error.code === 'ERR_SQLITE_ERROR'
    ? Number(error.errcode) & 0xff
    : 0;

// A file's fault: SQLite's IOERR 10, CANTOPEN 14, or the system's own.
const isWriteFault = (error: Error): boolean =>
  [10, 14].includes(codeOf(error)) || ('code' in error && error.code === 'ENOSPC');

function isFull(config: Config | undefined): boolean {
  const free = config ? freeBytes(config.dataDirectory) : null;
  return free !== null && free < nothingLeft;
}

/** A file does not "answer". */
function sqliteFault(error: Error): string | undefined {
  return {
    5: 'the database is held by another program: is a restore, or a second server, at work on it?',
    8: 'the database cannot be written: it, its folder or the whole disk is read-only for this user',
    10: `the disk of the database fails: ${error.message}`,
    14: 'the database file cannot be opened: may this user read and write it and its folder?',
  }[codeOf(error)];
}
