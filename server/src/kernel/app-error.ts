import {
  type ErrorCode,
  errors,
  type FieldCode,
  type FieldIssue,
  type FieldIssues,
  type ProofMethod,
} from '@loge/protocol';

interface ErrorDetails {
  /** What is wrong with which field, with `invalid_fields` only. */
  readonly fields?: FieldIssues;
  /** The kind of thing that was not found, which clients read in `resource` (docs/contract.md#errors). */
  readonly resource?: string;
  /** The missing scope, with `scope_missing`. */
  readonly scope?: string;
  /** The methods that are allowed, with `method_not_allowed`. */
  readonly allow?: readonly string[];
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number;
  /** The ways in which the account can give the proof that is asked for. */
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
