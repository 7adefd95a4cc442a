import { type DestinationStream, type LoggerOptions, pino } from 'pino';

export type Logger = pino.Logger;

/**
 * Structured logs on standard output, or where a test reads them. Requests are logged by method, route and status only: no body, no
 * query, no header ever reaches a log line.
 */
export function makeLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // A second net under the first: names of fields that would hold a secret.
    redact: {
      paths: ['password', 'token', 'secret', 'authorization', 'cookie', '*.password', '*.token', '*.secret'],
      censor: '[hidden]',
    },
    serializers: { err: safeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Errors keep class, code and stack; a database's `detail` and `parameters` may hold personal data. */
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
