import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '@loge/protocol';
import type { Example, Examples } from './example.ts';
import type { TestApp } from './harness.ts';

const names = readdirSync(join(import.meta.dirname, 'requests')).map((file) => file.replace(/\.ts$/, ''));
const found: { examples: Examples }[] = await Promise.all(
  names.map((name) => import(`./requests/${name}.ts`)),
);

/** One example for each route by its id, each feature's in its file. A new route without one fails the protocol test. */
const examples: Examples = Object.assign({}, ...found.map((file) => file.examples));

/** Makes the example for a route. Throws for a route that nobody wrote an example for. */
export async function exampleOf(test: TestApp, { id }: Route): Promise<Example> {
  const make = examples[id];
  if (!make) throw new Error(`write a request that succeeds for ${id} in server/test/requests/<feature>.ts`);
  return make(test);
}
