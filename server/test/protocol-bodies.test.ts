import { gzipSync } from 'node:zlib';
import type { errors, Route } from '@loge/protocol';
import { expect, it } from 'vitest';
import { byId, changing, expectDeclared, send } from './each-route.ts';
import { onEachDatabase } from './harness.ts';
import { expectError, snapshot } from './observe.ts';
import { exampleOf } from './requests.ts';

onEachDatabase(
  'what every route refuses to read',
  (test) => {
    // ASVS 1.5.2, 5.2.1, 15.3.6
    it.each(byId(changing))('%s refuses bodies that cannot be read', async (_id, route) => {
      const { path, options } = await exampleOf(test(), route);
      const { body: _, raw: __, ...rest } = options;
      const json = { ...rest.headers, 'content-type': 'application/json' };
      const before = await snapshot(test().app);
      const bodies: [string, string | Buffer, Record<string, string>, keyof typeof errors][] = [
        ['malformed', '{"user":', json, 'malformed_body'],
        ['a lone surrogate escape is JSON, cut short is not', '"\\ud8', json, 'malformed_body'],
        ['a key that reaches for the prototype', '{"__proto__":{"x":1}}', json, 'malformed_body'],
        ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22]), json, 'malformed_encoding'],
        ['UTF-16', Buffer.from('{"user":{}}', 'utf16le'), json, 'malformed_body'],
        ['an array', '[{}]', json, 'not_an_object'],
        ['null', 'null', json, 'not_an_object'],
        ['a number', '42', json, 'not_an_object'],
        ['a string', '"{}"', json, 'not_an_object'],
        ['compressed', gzipSync('{}'), { ...json, 'content-encoding': 'gzip' }, 'unsupported_media_type'],
        ['XML', '<x/>', { ...json, 'content-type': 'application/xml' }, 'unsupported_media_type'],
        ['text', '{}', { ...json, 'content-type': 'text/plain' }, 'unsupported_media_type'],
        [
          'multipart',
          '--x--',
          { ...json, 'content-type': 'multipart/form-data; boundary=x' },
          'unsupported_media_type',
        ],
        [
          'too large',
          JSON.stringify({ x: 'x'.repeat(64 * 1024) }),
          json,
          route.tooLarge ? 'invalid_fields' : 'body_too_large',
        ],
      ];
      for (const [what, raw, headers, code] of bodies) {
        const response = await send(test(), route, path, { ...rest, raw, headers });
        expect([what, expectError(response)]).toEqual([what, code]);
        expectDeclared(route, response);
      }
      expect(await snapshot(test().app)).toEqual(before);
    });

    const withBody = changing.filter(({ body }) => body && Object.keys(body.schema.shape).length > 0);
    // ASVS 2.2.1, 2.2.2, 15.3.5
    it.each(byId(withBody))('%s refuses fields of the wrong type', async (_id, route) => {
      const { path, options } = await exampleOf(test(), route);
      const { body: _, ...rest } = options;
      const wrong = [
        Number.MAX_VALUE,
        42,
        true,
        [],
        [[]],
        {},
        { length: 3 },
        'x'.repeat(60_000),
        '\u0000',
        '\ud800',
      ];
      const before = await snapshot(test().app);
      const root = route.body?.root ?? null;
      for (const value of wrong) {
        const fields = Object.fromEntries(
          Object.keys(route.body?.schema.shape ?? {}).map((key) => [key, value]),
        );
        const response = await send(test(), route, path, {
          ...rest,
          body: root === null ? fields : { [root]: fields },
        });
        expect(response.status, `${JSON.stringify(value)?.slice(0, 40)}`).toBeGreaterThanOrEqual(400);
        expectDeclared(route, response);
      }
      if (root !== null) {
        for (const value of [1, 'x', true, [1]]) {
          const response = await send(test(), route, path, { ...rest, body: { [root]: value } });
          expect([401, 422]).toContain(response.status);
          expectDeclared(route, response);
        }
      }
      const after = await snapshot(test().app);
      expect(withoutTraces(route, after)).toEqual(withoutTraces(route, before));
    });

    const strict = withBody.filter(({ body }) => body?.schema._zod.def.catchall);
    // ASVS 8.2.3, 15.3.3
    it.each(byId(strict))('%s names a field it does not know', async (_id, route) => {
      const { path, options } = await exampleOf(test(), route);
      const root = route.body?.root ?? null;
      const { body, ...rest } = options;
      const given = body as Record<string, Record<string, unknown>>;
      const more =
        root === null ? { ...given, is_admin: true } : { [root]: { ...given[root], is_admin: true } };
      const response = await send(test(), route, path, { ...rest, body: more });
      expectError(response, 'invalid_fields');
      expect(response.body.details).toEqual({ is_admin: [{ code: 'unknown_field' }] });
    });
  },
  { LOGE_THROTTLING: 'off' },
);

/** A string that may be a password or a code is tried as one, and a wrong one leaves its trace in the journal. */
function withoutTraces(route: Route, rows: Record<string, string[]>): Record<string, string[]> {
  if (!route.auth.proof) return rows;
  return Object.fromEntries(Object.entries(rows).filter(([table]) => !table.startsWith('journal')));
}
