/**
 * Tells faults of the database itself (gone, full, read-only, busy) from mistakes in our queries, so that
 * callers can be answered 503 and try again.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ERR_SQLITE_ERROR')
    return 'errcode' in error && sqliteFaults.has(Number(error.errcode) & 0xff);
  return (
    connectionFaults.has(code) ||
    postgresFaultClasses.has(code.slice(0, 2)) ||
    code === '57P01' ||
    code === '57P02' ||
    code === '57P03' ||
    code === '25006' ||
    /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|the database connection is not open)/i.test(
      error.message,
    )
  );
}

/** Tells a database that answers but cannot be used as it is: a damaged file, a wrong password, no such database. */
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
const connectionFaults = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'ENOTFOUND']);
// PostgreSQL classes: 08 connection exception, 53 insufficient resources, 58 system error. 57P01 to 57P03 are
// shutting down and starting up; 25006 is a standby, or a server made read-only.
const postgresFaultClasses = new Set(['08', '53', '58']);
