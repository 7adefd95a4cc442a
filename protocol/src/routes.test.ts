import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { routes } from './index.ts';
import { isRoute } from './route.ts';
import { collect } from './routes.ts';

it('serves every route that a module exports', async () => {
  const files = readdirSync(import.meta.dirname).map((name) => name.replace(/\.ts$/, ''));
  const modules = files.filter((name) => !name.endsWith('.test'));
  const exported: Record<string, unknown>[] = await Promise.all(
    modules.map((name) => import(`./${name}.ts`)),
  );
  const declared = exported.flatMap((module) => Object.values(module)).filter(isRoute);
  const forgotten = declared.filter((route) => !routes.includes(route));
  expect(declared.length).toBeGreaterThan(80);
  expect(forgotten.map(({ id }) => id)).toEqual([]);
});

it('takes each route once, and no two of one id', () => {
  const [one] = routes;
  expect(collect({ feature: { one, again: one, other: 'no route' } })).toEqual([one]);
  expect(() => collect({ feature: { one }, other: { same: { ...one } } })).toThrow(
    `two routes are called ${one?.id}`,
  );
});
