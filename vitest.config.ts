import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';
import { temporaryFolder } from './server/test/memory.ts';
import { started } from './tools/lib/server.mjs';

Object.assign(process.env, temporaryFolder());

const trees = ['protocol/src', 'server/src', 'server/test', 'tools', 'web/src'];
const tests = trees.map((tree) => `${tree}/**/*.test.{ts,tsx}`);
/** Kill tests, a real sshd and the like: minutes rather than seconds, so only `npm test` runs them. */
const slow = trees.map((tree) => `${tree}/**/*.slow.test.ts`);

/** What only `npm run proof` runs: what is measured, a thousand times. */
const proof = trees.map((tree) => `${tree}/**/*.proof.test.ts`);
const long = process.env.LOGE_TEST_LENGTH === 'long';

/** How long a test may take before it counts as hanging; what is counted in thousands of rounds takes as long as it takes. */
const within = (milliseconds: number): number => (long ? 0 : milliseconds);

/** Which databases the tests run on: `sqlite`, `postgres` or both with a comma. */
const databases = (process.env.LOGE_TEST_DATABASES ?? 'sqlite').split(',');

/**
 * Threads of the program as it was built, where it was. Each thread would read the compiler anew to strip the types of its
 * few lines, which takes longer than to start a thread and all that it does.
 */
function builtThreads(program: string): Plugin {
  const built = (_: string, name: string) =>
    `new URL('${pathToFileURL(join(dirname(program), `${name}.js`))}')`;
  return {
    name: 'built-threads',
    enforce: 'pre',
    transform: (code, file) =>
      file.includes('/server/src/') && !file.endsWith('.test.ts') ? code.replace(started, built) : null,
  };
}

const program = process.env.LOGE_TEST_PROGRAM;

export default defineConfig({
  plugins: program ? [builtThreads(program)] : [],
  test: {
    environment: 'node',
    maxWorkers: 2,
    // A worker keeps its modules from one file to the next: a file of tests must leave nothing behind in them.
    isolate: false,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    globalSetup: databases.includes('postgres') ? ['server/test/global-setup.ts'] : [],
    projects: [
      {
        extends: true, // A busy machine makes a test of many sign-ins wait; a hang still ends.
        test: {
          name: 'unit',
          include: tests,
          exclude: [...slow, ...proof],
          testTimeout: within(180_000),
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: { name: 'slow', include: slow, testTimeout: within(1_200_000), hookTimeout: 180_000 },
      },
      ...(long
        ? [
            {
              extends: true as const,
              test: { name: 'proof', include: proof, testTimeout: 0, hookTimeout: 180_000 },
            },
          ]
        : []),
    ],
  },
});
