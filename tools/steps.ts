import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import type { Step } from './step.ts';

const node = process.execPath;
const program = (...path: string[]): string => join(root, 'node_modules', ...path);
const generate = join(root, 'tools', 'generate.ts');

/** The checks that read the sources without running them. */
export const staticSteps: readonly Step[] = [
  { name: 'types', file: node, args: [program('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'] },
  {
    name: 'types of the web',
    file: node,
    args: [program('typescript', 'bin', 'tsc'), '-p', 'web/tsconfig.json'],
  },
  {
    name: 'types of the browser tests',
    file: node,
    args: [program('typescript', 'bin', 'tsc'), '-p', 'e2e/tsconfig.json'],
  },
  { name: 'lint and format', file: node, args: [program('@biomejs', 'biome', 'bin', 'biome'), 'check'] },
  {
    name: 'lint of openapi.json',
    file: node,
    args: [program('@redocly', 'cli', 'bin', 'cli.js'), 'lint', 'docs/openapi.json'],
    // With these settings it contacts nobody.
    env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  },
  ...(existsSync(generate) ? [{ name: 'generated files', file: node, args: [generate, '--check'] }] : []),
];

export const vitest = (...args: string[]): string[] => [program('vitest', 'vitest.mjs'), 'run', ...args];
export const playwright = (...args: string[]): string[] => [
  program('@playwright', 'test', 'cli.js'),
  'test',
  ...args,
];
