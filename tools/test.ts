// `npm test`: everything, with its own set-up. `npm test -- server/test/scopes.test.ts e2e/links.e2e.ts`: those alone.
// The last line is `N passed, N failed`, for machines.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  type Counts,
  failure,
  none,
  playwrightCounts,
  sum,
  summary,
  vitestCounts,
  withExitCode,
} from './counts.ts';
import { interruption, run } from './lib/child.mjs';
import { program, root } from './lib/paths.mjs';
import { ensurePrograms } from './programs.ts';
import { runSteps } from './step.ts';
import { playwright, staticSteps, vitest } from './steps.ts';

const node = process.execPath;

/** Files of tests that somebody named; none where everything is meant. */
const named = process.argv.slice(2);
const inBrowser = named.filter((file) => file.endsWith('.e2e.ts'));
const inProcess = named.filter((file) => !inBrowser.includes(file));

/** Runs a test runner with its output shown, and counts from the report it writes to `file`. */
async function runTests<Report>(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  file: string,
  count: (report: Report) => Counts,
): Promise<Counts> {
  // The tests start Loge a few hundred times: the built one, which starts in a fraction of the time.
  const built = { LOGE_TEST_PROGRAM: program };
  const code = await run(node, args, { cwd: root, env: { ...process.env, ...built, ...env } });
  return withExitCode(readReport(file, count), code, basename(file, '.json'));
}

function readReport<Report>(file: string, count: (report: Report) => Counts): Counts | null {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

const build = async (): Promise<Counts> =>
  (await run(node, [join(root, 'tools', 'bootstrap.mjs'), 'build'])) === 0 ? none : failure('the build');

const checkSources = async (): Promise<Counts> => sum((await runSteps(staticSteps, 2)).map(failure));

function runVitest(reports: string): Promise<Counts> {
  const file = join(reports, 'vitest.json');
  // The slow ones mostly wait for a program or a lease to end: one worker more than there are cores.
  const args = vitest(
    '--maxWorkers=3',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...inProcess,
  );
  return runTests(args, { LOGE_TEST_DATABASES: 'sqlite,postgres' }, file, vitestCounts);
}

async function runPlaywright(reports: string): Promise<Counts> {
  if (!readdirSync(join(root, 'e2e')).some((name) => name.endsWith('.e2e.ts'))) return none;
  const file = join(reports, 'playwright.json');
  return runTests(playwright(...inBrowser), { PLAYWRIGHT_JSON_OUTPUT_FILE: file }, file, playwrightCounts);
}

async function runAll(reports: string): Promise<Counts[]> {
  if (!(await ensurePrograms())) return [failure('the programs that the tests need')];
  const built = await build();
  const counts = [built];
  const all = named.length === 0;
  const stages: (() => Promise<Counts>)[] = [];
  if (all) stages.push(checkSources);
  if (all || inProcess.length > 0) stages.push(() => runVitest(reports));
  // Without pages a browser would only repeat, test by test, that the build failed.
  if (built.failed === 0 && (all || inBrowser.length > 0)) stages.push(() => runPlaywright(reports));
  for (const stage of stages) {
    if (interruption()) return [...counts, failure('interrupted')];
    counts.push(await stage());
  }
  return counts;
}

const reports = mkdtempSync(join(tmpdir(), 'loge-reports-'));
const counts = sum(await runAll(reports));
rmSync(reports, { recursive: true, force: true });
if (counts.failures.length > 0) console.log(`\nWhat failed:\n${counts.failures.join('\n')}\n`);
console.log(summary(counts));
process.exitCode = interruption() || (counts.failed === 0 ? 0 : 1);
