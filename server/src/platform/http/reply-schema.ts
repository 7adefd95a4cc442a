import type { Route } from '@loge/protocol';
import fastJsonStringify, { type AnySchema } from 'fast-json-stringify';
import * as z from 'zod/mini';

type JsonSchema = Record<string, unknown>;
type Reply = NonNullable<Route['reply']>;
type Serialiser = (reply: unknown) => string;

// Both are kept for the life of the process: compiling all of them takes longer than the rest of a server's start, and
// a process of tests starts hundreds of servers.
const schemas = new WeakMap<Reply, JsonSchema>();
const serialisers = new WeakMap<object, Serialiser>();

/**
 * The reply's schema for the serialiser, which writes the declared fields and nothing else: a field
 * that slipped into a reply does not leave the house.
 */
export function replyJsonSchema({ reply }: Route): JsonSchema | undefined {
  if (!reply) return undefined;
  const known = schemas.get(reply);
  if (known) return known;
  const made = plain(z.toJSONSchema(reply, { io: 'output' }));
  schemas.set(reply, made);
  return made;
}

/** What Fastify would compile of a schema anew for each server; compiled once for each schema here. */
export function serialiserOf(schema: object): Serialiser {
  const known = serialisers.get(schema);
  if (known) return known;
  const made: Serialiser = fastJsonStringify(schema as AnySchema);
  serialisers.set(schema, made);
  return made;
}

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
