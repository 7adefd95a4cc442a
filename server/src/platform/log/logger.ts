import { type DestinationStream, type LoggerOptions, pino } from 'pino';

export type Logger = pino.Logger;

/**
 * Makes structured logs on standard output, or where a test reads them. Requests are logged by method, route and status
 * only: no body, no query and no header ever reaches a log line.
 */
export function makeLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // A second safeguard: fields with these names would hold a secret.
    redact: {
      paths: ['password', 'token', 'secret', 'authorization', 'cookie', '*.password', '*.token', '*.secret'],
      censor: '[hidden]',
    },
    serializers: { err: safeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Keeps message, class, code, stack and cause of an error. A database's `detail` and `parameters` may hold personal data. */
function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'not an error' };
  return {
    type: error.name,
    message: error.message,
    code: 'code' in error ? error.code : undefined,
    stack: error.stack,
    cause: error.cause instanceof Error ? safeError(error.cause) : undefined,
  };
}
