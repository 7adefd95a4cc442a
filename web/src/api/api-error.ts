import { type ErrorBody, type ErrorCode, errors, type FieldIssues, type ProofMethod } from '@loge/protocol';

/**
 * The server's codes, and some of ours: no answer came; no passkey was used, or it went wrong on the way back; a piece of this site did not come, or is
 * no longer there since the server is newer than the page.
 */
export type FailureCode =
  | ErrorCode
  | 'unreachable'
  | 'passkey_unused'
  | 'passkey_failed'
  | 'not_loaded'
  | 'outdated';

/** Why a call did not succeed. People's words come from its code (error-texts). */
export class ApiError extends Error {
  readonly code: FailureCode;
  readonly issues: FieldIssues;
  readonly requestId: string | null;
  /** Seconds to wait before trying again. */
  readonly retryAfter: number | null;
  /** What the account can prove with, where that is asked for. */
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

/** A proxy in between may answer in its own way: then the status is all there is. */
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

/** Anything thrown, as an ApiError: what is not one is a fault of ours. */
export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError('internal');
