import { type Body, type FieldIssues, fieldIssues, isFieldCode, type Route } from '@loge/protocol';
import type { FastifyRequest } from 'fastify';
import secureJson from 'secure-json-parse';
import * as z from 'zod/mini';
import { AppError, invalidField, notFound } from '../../kernel/app-error.ts';

type Schema = NonNullable<Route['body']>['schema'];

/** The bytes of a body and its `Content-Type`, as the content parser leaves them. */
export interface RawBody {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** Throws `not_found` for a path parameter that could never name anything. */
export function readParams(route: Route, request: FastifyRequest): unknown {
  if (!route.params) return undefined;
  const read = z.safeParse(route.params, request.params);
  if (!read.success) throw notFound(resourceOf(route));
  return read.data;
}

export function readQuery(route: Route, request: FastifyRequest): unknown {
  if (!route.query) return undefined;
  const query: Record<string, unknown> = {};
  // A parameter given twice keeps its last value, as the old clients' server did.
  for (const [key, value] of Object.entries(request.query ?? {})) {
    query[key] = Array.isArray(value) ? value.at(-1) : value;
  }
  return check(route.query, query);
}

/**
 * The body's fields. An empty body means "no parameters" under any content type and method. Fields may come wrapped or,
 * where the route says so, bare (docs/contract.md#requests).
 */
export function readBody(route: Route, raw: RawBody | undefined): unknown {
  const object = raw && raw.bytes.length > 0 ? parseObject(raw, route.body) : {};
  if (!route.body) return undefined;
  return check(route.body.schema, unwrap(object, route.body));
}

function parseObject({ bytes, contentType }: RawBody, body: Body | undefined): Record<string, unknown> {
  const type = mediaTypeOf(contentType);
  const text = decode(bytes);
  if (type === 'application/x-www-form-urlencoded' && body?.form)
    return Object.fromEntries(new URLSearchParams(text));
  if (type !== '' && type !== 'application/json' && !type.endsWith('+json')) {
    throw new AppError('unsupported_media_type');
  }
  if (text.trim() === '') return {};
  return asObject(parseJson(text)) ?? fail('not_an_object');
}

/** The media type of a `Content-Type`, without its parameters. */
const mediaTypeOf = (contentType: string): string =>
  contentType === 'application/json' ? contentType : (contentType.split(';')[0] ?? '').trim().toLowerCase();

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new AppError('malformed_encoding');
  }
}

function parseJson(text: string): unknown {
  try {
    // `secureJson` refuses the keys `__proto__` and `constructor.prototype`.
    return secureJson.parse(text);
  } catch {
    throw new AppError('malformed_body');
  }
}

const fail = (code: 'not_an_object'): never => {
  throw new AppError(code);
};

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function unwrap(object: Record<string, unknown>, body: Body): Record<string, unknown> {
  if (body.root === null) return object;
  if (Object.hasOwn(object, body.root)) {
    const inner = object[body.root];
    return inner === null ? {} : (asObject(inner) ?? failField(body.root));
  }
  return body.bare ? object : {};
}

const failField = (field: string): never => {
  throw invalidField(field, 'invalid_type');
};

function check(schema: Schema, input: Record<string, unknown>): unknown {
  const read = z.safeParse(schema, input, { reportInput: true });
  if (read.success) return read.data;
  throw new AppError('invalid_fields', { fields: named(fieldIssues(read.error.issues)) });
}

/** Unknown fields are reported by name, unless the name itself may be hostile. */
function named(issues: FieldIssues): FieldIssues {
  return Object.fromEntries(
    Object.entries(issues)
      .slice(0, 50)
      .map(([field, list]) => [
        /^[\w.-]{1,80}$/.test(field) ? field : 'base',
        list.filter((issue) => isFieldCode(issue.code)),
      ]),
  );
}

/** The `resource` of the contract's 404, from the route's path: `/v1/tokens/:id` → `token`. */
function resourceOf(route: Route): string {
  const segment =
    route.path.split('/').find((part, index) => index > 1 && !part.startsWith(':')) ?? 'resource';
  const resource = segment.replace(/s$/, '');
  // The command line cannot read a not-found error about `app` (docs/contract.md#errors).
  return resource === 'app' ? 'application' : resource;
}
