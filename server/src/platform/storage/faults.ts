import { isDatabaseUnavailable, isDatabaseUnusable } from '../../db/faults.ts';
import { DatabaseTooNewError } from '../../db/migrate.ts';
import { NoDatabaseError } from '../../db/open.ts';
import { RestoreRefusedError } from '../../db/restore.ts';
import { ProgramError } from '../../db/run-program.ts';

/** One line for the operator when an error is of the database's making and theirs to mend; null otherwise. */
export function storageComplaint(error: unknown): string | null {
  if (
    error instanceof DatabaseTooNewError ||
    error instanceof NoDatabaseError ||
    error instanceof ProgramError ||
    error instanceof RestoreRefusedError
  )
    return error.message;
  if (error instanceof Error && isDatabaseUnavailable(error))
    return `the database does not answer: ${error.message}`;
  if (error instanceof Error && isDatabaseUnusable(error))
    return `the database cannot be used: ${error.message}`;
  return null;
}
