const words = {
  address_refused: 'is not called',
  name_unknown: 'has no address',
  unreachable: 'could not be reached',
  timed_out: 'did not answer in time',
  too_large: 'answered too much',
  redirected_too_often: 'redirected too often',
  tls_failed: 'did not prove by TLS who it is',
} as const;

export type OutboundReason = keyof typeof words;

/**
 * Why there is no answer from outside. It names the host and never an address that the host has: whoever typed the name
 * would learn what is inside. Nor does it hold the error that it stands for, which may quote a certificate or a request.
 */
export class OutboundError extends Error {
  override name = 'OutboundError';
  readonly reason: OutboundReason;
  readonly host: string;
  /** What Node or OpenSSL call it, for the log. */
  readonly code: string | undefined;

  constructor(reason: OutboundReason, host: string, code?: string) {
    super(`${host} ${words[reason]}${code ? ` (${code})` : ''}`);
    this.reason = reason;
    this.host = host;
    this.code = code;
  }
}

/** The short name of an error, if it has one. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** What a step of a call failed with, as an `OutboundError`. What Node gives no code is a fault of ours, and stays what it is. */
export function outboundError(error: unknown, host: string): unknown {
  const code = codeOf(error);
  if (error instanceof OutboundError || code === undefined) return error;
  return new OutboundError(code === 'HPE_HEADER_OVERFLOW' ? 'too_large' : 'unreachable', host, code);
}
