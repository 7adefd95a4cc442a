import { openApi, routes } from '@loge/protocol';
import { check } from 'recheck';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { assembledIn, expressionsIn } from './architecture/expressions.ts';
import { source } from './architecture/source-file.ts';
import { readTree } from './architecture/tree.ts';

/**
 * One text of the length that a field allows must not keep the event loop for longer than reading it takes. An
 * expression whose time grows faster than its input (CWE-1333) is rewritten, whether or not people's text reaches it
 * today.
 */
const tree = readTree();
const expressions = expressionsIn(tree);

/** Limited in attempts rather than in time: the same answer on every machine, however busy. */
async function judge(pattern: string, flags: string): Promise<string> {
  const found = await check(pattern, flags, { timeout: null });
  return `${found.status}: ${found.status === 'unknown' ? found.error.kind : found.complexity.summary}`;
}

// The judge in pure JavaScript, which every machine has.
beforeAll(() => void vi.stubEnv('RECHECK_BACKEND', 'pure'));
afterAll(() => vi.unstubAllEnvs());

describe('regular expressions of the product', () => {
  it('are found where they stand', () => {
    const files = [
      source('server/src/a.ts', 'const a = /^a+$/i; // /no/\nconst b = "/no/"; const c = x / y / z;'),
      source('web/src/b.tsx', 'export const B = () => <p>{text.replace(/b/g, "/no/")}</p>;'),
      source('server/test/c.ts', 'const c = /(a*)*$/;'),
    ];
    expect(expressionsIn(files).map(({ pattern, flags }) => `${pattern} ${flags}`)).toEqual([
      '^a+$ i',
      'b g',
    ]);
    expect(expressions.length).toBeGreaterThan(100);
  });

  // ASVS 1.3.12
  it.each(expressions.map((each) => [`/${each.pattern}/${each.flags}`, each] as const))(
    '%s takes time in proportion to its input',
    async (_, { pattern, flags, paths }) => {
      expect(await judge(pattern, flags), paths.join(' ')).toMatch(/^safe: /);
    },
  );

  it.each([
    ['^(begin|end)(dsa|ec|ecdsa)*privatekey', 'exponential'],
    [String.raw`^\s*-----BEGIN-----\s+([A-Za-z\s]+?)\s*-----END-----\s*$`, '3rd degree polynomial'],
    ['=+$', '2nd degree polynomial'],
  ])('%s would be told', async (pattern, time) => {
    expect(await judge(pattern, '')).toBe(`vulnerable: ${time}`);
  });

  // ASVS 1.2.9
  it('are never put together while the program runs', () => {
    const bad = source('server/src/a.ts', 'new RegExp("^" + name)');
    expect(assembledIn([bad, source('server/src/b.ts', "new RegExp('^a')")])).toEqual([bad.path]);
    expect(assembledIn(tree)).toEqual([]);
  });
});

describe('texts that a request may bring', () => {
  /** Paths of strings of any length within a JSON schema. */
  const unbounded = (schema: unknown, path = ''): string[] => {
    if (schema === null || typeof schema !== 'object') return [];
    const { type, maxLength, pattern } = schema as Record<string, unknown>;
    const bounded = maxLength !== undefined || pattern !== undefined || 'enum' in schema || 'const' in schema;
    const here = type === 'string' && !bounded ? [path] : [];
    return here.concat(
      Object.entries(schema)
        // Names of extensions, which nobody reads; the body's own limit bounds them.
        .filter(([key]) => key !== 'propertyNames')
        .flatMap(([key, value]) => unbounded(value, `${path}/${key}`)),
    );
  };

  // ASVS 2.2.1, 5.2.1
  it('have a greatest length, every one', () => {
    const document = openApi(routes) as { paths: Record<string, Record<string, { requestBody?: unknown }>> };
    const found = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody }]) =>
        unbounded(requestBody).map((at) => `${method} ${path} ${at}`),
      ),
    );
    expect(found).toEqual([]);
    expect(unbounded({ properties: { a: { type: 'string' }, b: { type: 'string', maxLength: 3 } } })).toEqual(
      ['/properties/a'],
    );
  });
});
