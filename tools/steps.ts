import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import type { Step } from './step.ts';

const node = process.execPath;
const program = (...path: string[]): string => join(root, 'node_modules', ...path);
const generate = join(root, 'tools', 'generate.ts');

/** Checks types. What has not changed since the last time is not checked again: TypeScript keeps what it found. */
const types = (name: string, project: string): Step => ({
  name,
  file: node,
  args: [
    program('typescript', 'bin', 'tsc'),
    ...['-p', project, '--incremental'],
    ...['--tsBuildInfoFile', program('.cache', `${project.replaceAll('/', '-')}.tsbuildinfo`)],
  ],
});

/** The checks that read the sources without running them. */
export const staticSteps: readonly Step[] = [
  types('types', 'tsconfig.json'),
  types('types of the web', 'web/tsconfig.json'),
  types('types of the browser tests', 'e2e/tsconfig.json'),
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
