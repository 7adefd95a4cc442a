import type { Route } from '@loge/protocol';
import fastJsonStringify, { type AnySchema } from 'fast-json-stringify';
import * as z from 'zod/mini';

type JsonSchema = Record<string, unknown>;
type Reply = NonNullable<Route['reply']>;
type Serialiser = (reply: unknown) => string;

// A serialiser is made when its route first answers, and kept for the life of the process. Compiling all of them takes
// longer than the rest of a server's start, and more memory than the rest of its routes. A process of tests starts
// hundreds of servers.
const serialisers = new WeakMap<object, Serialiser>();

/**
 * Writes the fields that the reply's schema declares and nothing else, so that a field that slipped into a reply is never
 * sent.
 */
export function serialiserOf(reply: Reply): Serialiser {
  const known = serialisers.get(reply);
  if (known) return known;
  let compiled: Serialiser | null = null;
  const made: Serialiser = (answer) => {
    compiled ??= fastJsonStringify(replyJsonSchema(reply) as AnySchema) as Serialiser;
    return compiled(answer);
  };
  serialisers.set(reply, made);
  return made;
}

const replyJsonSchema = (reply: Reply): JsonSchema => plain(z.toJSONSchema(reply, { io: 'output' }));

/** Folds `anyOf: [X, null]` into a nullable type, which serialises without a validator. */
function plain(node: unknown): JsonSchema {
  const schema = Object.fromEntries(
    Object.entries(node ?? {}).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(child) : child(value),
    ]),
  );
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return schema;
  const [first, second] = anyOf as [JsonSchema, JsonSchema];
  if (second.type !== 'null') return schema;
  return { ...first, ...rest, type: [first.type, 'null'] };
}

const child = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? plain(value) : value;
