import { type ErrorBody, errors, type FieldIssues, fieldCodes } from '@loge/protocol';
import type { FastifyReply } from 'fastify';
import { isDatabaseUnavailable } from '../../db/faults.ts';
import { AppError } from '../../kernel/app-error.ts';
import { challengesFor } from './challenge.ts';

/**
 * Turns any error into one of ours. An unknown error becomes `internal`. An error because the database is away becomes
 * `unavailable`.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseUnavailable(error)) return new AppError('unavailable', { retryAfter: 2, cause: error });
  const code = error instanceof Error && 'code' in error ? error.code : '';
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AppError('body_too_large');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new AppError('unsupported_media_type');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_BAD_URL':
      return new AppError('malformed_request');
    default:
      return clientStatus(error)
        ? new AppError('malformed_request')
        : new AppError('internal', { cause: error });
  }
}

const clientStatus = (error: unknown): boolean =>
  error instanceof Error &&
  'statusCode' in error &&
  typeof error.statusCode === 'number' &&
  error.statusCode >= 400 &&
  error.statusCode < 500;

/** The body in the shape that clients parse (docs/contract.md#errors). */
export function errorBody(error: AppError, requestId: string): ErrorBody {
  const { fields, resource, retryAfter, methods, scope } = error.details;
  const common = {
    code: error.code,
    request_id: requestId,
    ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
    ...(methods === undefined ? {} : { methods: [...methods] }),
  };
  if (fields) {
    const words = inWords(fields);
    return { error: summaryOf(words), errors: words, details: fields, ...common };
  }
  const { words } = errors[error.code];
  return {
    // Command lines show only this text.
    error: scope === undefined ? words : `${words}: ${scope}`,
    ...(resource ? { resource } : {}),
    ...(scope === undefined ? {} : { scope }),
    ...common,
  };
}

/** One sentence for clients that show one: `name can't be blank; content is too long`. */
function summaryOf(words: Record<string, string[]>): string {
  const named = Object.entries(words).map(([field, list]) =>
    field === 'base' ? list.join(', ') : `${field} ${list.join(', ')}`,
  );
  const more = named.length - maxSummary;
  return [...named.slice(0, maxSummary), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
const maxSummary = 5;

function inWords(fields: FieldIssues): Record<string, string[]> {
  const words: Record<string, string[]> = {};
  for (const [field, issues] of Object.entries(fields))
    words[field] = issues.map(({ code }) => fieldCodes[code].words);
  return words;
}

export function sendError(reply: FastifyReply, error: AppError): FastifyReply {
  const { retryAfter, allow } = error.details;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  if (allow !== undefined) reply.header('allow', allow.join(', '));
  const challenges = challengesFor(reply.request, error);
  if (challenges.length > 0) reply.header('www-authenticate', challenges);
  return (
    reply
      .code(error.status)
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      // The header is set here again, because a URL that cannot be read never reaches the hook that sets it.
      .header('x-request-id', reply.request.id)
      .serializer((body: unknown) => JSON.stringify(body))
      .send(errorBody(error, reply.request.id))
  );
}
