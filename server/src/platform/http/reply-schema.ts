import type { Route } from '@loge/protocol';
import * as z from 'zod/mini';

type JsonSchema = Record<string, unknown>;

/**
 * The reply's schema for Fastify's serialiser, which writes the declared fields and nothing else: a field
 * that slipped into a reply does not leave the house.
 */
export function replyJsonSchema(route: Route): JsonSchema | undefined {
  if (!route.reply) return undefined;
  return plain(z.toJSONSchema(route.reply, { io: 'output' }));
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
