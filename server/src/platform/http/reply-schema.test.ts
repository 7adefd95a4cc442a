import { routes } from '@loge/protocol';
import { describe, expect, it } from 'vitest';
import { replyJsonSchema, serialiserOf } from './reply-schema.ts';

describe('the serialiser of a reply', () => {
  it('is compiled once for the process, however many servers it starts', () => {
    for (const route of routes) {
      const schema = replyJsonSchema(route);
      if (!schema) continue;
      expect(replyJsonSchema(route)).toBe(schema);
      expect(serialiserOf(schema)).toBe(serialiserOf(schema));
    }
  });

  it('writes what the schema names, and nothing else', () => {
    const schema = {
      type: 'object',
      properties: { id: { type: 'string' }, end: { type: ['string', 'null'] } },
    };
    const reply = { id: 'a', end: null, password: 'hunter2' };
    expect(JSON.parse(serialiserOf(schema)(reply))).toEqual({ id: 'a', end: null });
  });
});
