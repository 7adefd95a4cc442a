import {
  type ErrorCode,
  errors,
  type FieldCode,
  type FieldIssue,
  type FieldIssues,
  type ProofMethod,
} from '@loge/protocol';

export interface ErrorDetails {
  /** What is wrong with which field; only with `invalid_fields`. */
  readonly fields?: FieldIssues;
  /** Kind of thing that was not found, as clients read it in `resource` (docs/contract.md#errors). */
  readonly resource?: string;
  /** With `scope_missing`: which, where one is missing. */
  readonly scope?: string;
  /** With `method_not_allowed`: what would be. */
  readonly allow?: readonly string[];
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number;
  /** What the account can prove with, where that is asked for. */
  readonly methods?: readonly ProofMethod[];
  readonly cause?: unknown;
}

/**
 * A refusal with a code from the protocol. **Thrown** inside `ctx.write` it rolls everything back;
 * **returned** with `refuse()` it keeps what was written (see `platform/write.ts`).
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(errors[code].words, { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return errors[this.code].status;
  }
}

/** 422 for one field. */
export function invalidField(field: string, code: FieldCode, more: Omit<FieldIssue, 'code'> = {}): AppError {
  return new AppError('invalid_fields', { fields: { [field]: [{ code, ...more }] } });
}

export const notFound = (resource: string): AppError => new AppError('not_found', { resource });
