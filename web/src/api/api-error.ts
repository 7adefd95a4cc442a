import { type ErrorBody, type ErrorCode, errors, type FieldIssues, type ProofMethod } from '@loge/protocol';

/**
 * The server's codes, and some of the pages' own. `unreachable`: no answer came. `passkey_unused`: no passkey was used.
 * `passkey_failed`: it went wrong on the way back. `not_loaded`: a piece of this site did not come. `outdated`: the piece is
 * gone, since the server is newer than the page.
 */
export type FailureCode =
  | ErrorCode
  | 'unreachable'
  | 'passkey_unused'
  | 'passkey_failed'
  | 'not_loaded'
  | 'outdated';

/** Why a call failed. People read words made from its code (error-texts). */
export class ApiError extends Error {
  readonly code: FailureCode;
  readonly issues: FieldIssues;
  readonly requestId: string | null;
  /** How many seconds to wait before trying again. */
  readonly retryAfter: number | null;
  /** The methods by which the account can give proof, when the server asks for it. */
  readonly methods: readonly ProofMethod[];

  constructor(code: FailureCode, body?: Partial<ErrorBody>) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.issues = body?.details ?? {};
    this.requestId = body?.request_id ?? null;
    this.retryAfter = body?.retry_after ?? null;
    this.methods = body?.methods ?? [];
  }
}

/** Makes an error from a failed answer. A proxy in between may answer in its own way; then only the status is used. */
export function errorFrom(status: number, body: unknown): ApiError {
  if (isErrorBody(body)) return new ApiError(body.code, body);
  return new ApiError(status >= 500 ? 'unavailable' : 'internal');
}

function isErrorBody(body: unknown): body is ErrorBody {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    Object.hasOwn(errors, body.code)
  );
}

/** Turns anything thrown into an ApiError. Anything else is a fault of Loge's. */
export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError('internal');
