import { routes } from '@loge/protocol';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { serialiserOf } from './reply-schema.ts';

describe('the serialiser of a reply', () => {
  it('is one for the process, however many servers it starts', () => {
    for (const { reply } of routes) if (reply) expect(serialiserOf(reply)).toBe(serialiserOf(reply));
  });

  it('is compiled when the route first answers, and once', () => {
    const reply = z.object({ id: z.string() });
    const shape = vi.spyOn(reply._zod.def, 'shape', 'get');
    const serialise = serialiserOf(reply);
    expect(shape).not.toHaveBeenCalled();
    serialise({ id: 'a' });
    const looks = shape.mock.calls.length;
    expect(looks).toBeGreaterThan(0);
    serialise({ id: 'b' });
    expect(shape).toHaveBeenCalledTimes(looks);
  });

  // ASVS 15.3.1
  it('writes what the schema names, and nothing else', () => {
    const serialise = serialiserOf(z.object({ id: z.string(), end: z.nullable(z.string()) }));
    const reply = { id: 'a', end: null, password: 'hunter2' };
    expect(JSON.parse(serialise(reply))).toEqual({ id: 'a', end: null });
  });
});
