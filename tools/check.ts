// `npm run check`: the checks to run before each commit. They take a minute and a half on two cores.
import { performance } from 'node:perf_hooks';
import { runSteps } from './step.ts';
import { staticSteps, vitest } from './steps.ts';

const started = performance.now();
const unit = {
  name: 'unit tests, SQLite',
  file: process.execPath,
  args: vitest('--project', 'unit'),
  env: { LOGE_TEST_DATABASES: 'sqlite' },
};
// The longest step comes first. The short ones fill the other core meanwhile.
const failed = await runSteps([unit, ...staticSteps], 2);
const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
console.log(failed.length === 0 ? `All good in ${took}.` : `Failed after ${took}: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
