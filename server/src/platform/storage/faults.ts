import {
  fileFaultInWords,
  isDatabaseFull,
  isDatabaseUnavailable,
  isDatabaseUnusable,
  isFileFault,
} from '../../db/faults.ts';
import { DatabaseTooNewError } from '../../db/migrate.ts';
import { NoDatabaseError } from '../../db/open.ts';
import { RestoreRefusedError } from '../../db/restore.ts';
import { ProgramError } from '../../db/run-program.ts';
import type { Config } from '../config/config.ts';
import { freeBytes } from './disk.ts';

/** With less than this many free bytes SQLite cannot make its log. */
const nothingLeft = 256 * 1024;

/**
 * One line for the operator when the database caused an error that the operator can mend; null otherwise.
 *
 * @param config the configuration, once it was read. A failed write on a full disk is recognised by its data directory.
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
  if (isDatabaseFull(error) || (isFileFault(error) && isFull(config)))
    return `the disk of the database is full: make room${config && !config.DATABASE_URL ? ` for ${config.dataDirectory}` : ''} and try again; what was there is whole`;
  const fault = fileFaultInWords(error);
  if (fault !== null) return fault;
  if (isDatabaseUnavailable(error)) return `the database does not answer: ${error.message}`;
  if (isDatabaseUnusable(error)) return `the database cannot be used: ${error.message}`;
  return null;
}

function isFull(config: Config | undefined): boolean {
  const free = config ? freeBytes(config.dataDirectory) : null;
  return free !== null && free < nothingLeft;
}
