/**
 * Tells faults of the database itself (gone, full, read-only, busy) from mistakes in our queries. Callers then get a
 * 503 and can try again.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ERR_SQLITE_ERROR')
    return 'errcode' in error && sqliteFaults.has(Number(error.errcode) & 0xff);
  return (
    connectionFaults.has(code) ||
    (/^[0-9A-Z]{5}$/.test(code) && postgresFaultClasses.has(code.slice(0, 2))) ||
    postgresFaults.has(code) ||
    /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed|the database connection is not open)/i.test(
      error.message,
    )
  );
}

/** Recognises a full disk. SQLite's FULL is 13, PostgreSQL's disk_full is 53100. */
export function isDatabaseFull(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === 'ERR_SQLITE_ERROR') return 'errcode' in error && (Number(error.errcode) & 0xff) === 13;
  return error.code === '53100';
}

const fileCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error && 'code' in error && error.code === 'ERR_SQLITE_ERROR'
    ? Number(error.errcode) & 0xff
    : 0;

/** Recognises a failure to read or write a file: SQLite's IOERR 10 and CANTOPEN 14, or the system's ENOSPC. */
export const isFileFault = (error: unknown): boolean =>
  [10, 14].includes(fileCode(error)) ||
  (error instanceof Error && 'code' in error && error.code === 'ENOSPC');

/** What is wrong with the file of an SQLite database, in words; null when the error is another one. */
export function fileFaultInWords(error: Error): string | null {
  const words: Record<number, string> = {
    5: 'the database is held by another program: is a restore, or a second server, at work on it?',
    8: 'the database cannot be written: it, its folder or the whole disk is read-only for this user',
    10: `the disk of the database fails: ${error.message}`,
    14: 'the database file cannot be opened: may this user read and write it and its folder?',
  };
  return words[fileCode(error)] ?? null;
}

/** Recognises a database that answers but cannot be used: a damaged file, a wrong password, no such database. */
export function isDatabaseUnusable(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const code = String(error.code);
  // SQLite result codes: CORRUPT 11, NOTADB 26.
  if (code === 'ERR_SQLITE_ERROR')
    return 'errcode' in error && [11, 26].includes(Number(error.errcode) & 0xff);
  // PostgreSQL: class 28 is invalid authorisation, 3D000 is no such database.
  return /^28[0-9A-Z]{3}$/.test(code) || code === '3D000';
}

// SQLite result codes: BUSY 5, READONLY 8, IOERR 10, FULL 13, CANTOPEN 14.
const sqliteFaults = new Set([5, 8, 10, 13, 14]);
const connectionFaults = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  // An I/O error of the disk.
  'EIO',
]);
// PostgreSQL classes: 08 connection exception, 53 insufficient resources, 58 system error.
const postgresFaultClasses = new Set(['08', '53', '58']);
const postgresFaults = new Set([
  // The server is shutting down, has crashed or is starting up, or the session was idle too long.
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  // The server is a standby, or was made read-only.
  '25006',
  // A limit of the operator, or a cancellation, ended it: statement_timeout, lock_timeout, and the limits of a transaction.
  '57014',
  '55P03',
  '25P03',
  '25P04',
  // Every attempt met other transactions: serialisation failure, deadlock.
  '40001',
  '40P01',
]);
