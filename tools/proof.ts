// `npm run proof`: runs the tests that need thousands of tries, on both databases, and prints a table of what they found.
//
//     npm run proof                       everything
//     npm run proof -- kill postgres      one part, on one database
//     npm run proof -- --seed 7           with the random choices of another run
//     npm run proof -- --write            also writes the table into docs/PROOF.md
import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { interruption, run } from './lib/child.mjs';
import { program, root, stateFolder } from './lib/paths.mjs';
import { ensurePrograms } from './programs.ts';
import { conditions, type Outcome, outcomesIn, proofTable, writeProof } from './proof-table.ts';
import { vitest } from './steps.ts';

const databases = ['sqlite', 'postgres'] as const;

/** Parts of test file names, by what they prove. */
const parts = {
  kill: ['server/test/kill.slow', 'server/test/renewal-kill.slow'],
  hostile: ['server/test/hostile-requests'],
  races: [
    'races.',
    'confirm-email.test',
    'passkeys.test',
    'short-password.test',
    'lock-caller.test',
    'renew-token.test',
    'key-mutations.',
  ],
  timing: ['timing.proof'],
} as const;
type Part = keyof typeof parts;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const known: readonly string[] = [...Object.keys(parts), ...databases];
const unknown = positionals.filter((word) => !known.includes(word));
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);

const chosen = <T extends string>(all: readonly T[]): readonly T[] => {
  const named = all.filter((word) => positionals.includes(word));
  return named.length > 0 ? named : all;
};

interface Report {
  readonly testResults: Parameters<typeof outcomesIn>[0];
}

/** Runs one part on one database, and saves its outcome beside those of the others. */
async function prove(part: Part, database: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'loge-proof-'));
  const [report, notes] = [join(folder, 'report.json'), join(folder, 'notes')];
  const started = performance.now();
  const args = vitest('--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...parts[part]);
  const code = await run(process.execPath, args, {
    cwd: root,
    env: {
      ...process.env,
      LOGE_TEST_LENGTH: 'long',
      // The built program is the one that is shipped, and starts in a fraction of the time.
      LOGE_TEST_PROGRAM: program,
      LOGE_TEST_DATABASES: database,
      LOGE_TEST_SEED: String(seed),
      LOGE_PROOF_NOTES: notes,
    },
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  const outcome: Outcome = {
    part,
    database,
    seed,
    seconds,
    passed: code === 0,
    ...conditions(),
    ...outcomesIn(read<Report>(report)?.testResults ?? [], readNotes(notes), database),
  };
  rmSync(folder, { recursive: true });
  writeFileSync(join(kept, `${part}-${database}.json`), JSON.stringify(outcome));
  return outcome;
}

function read<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function readNotes(path: string) {
  try {
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

const kept = join(stateFolder, 'proof');

async function main(): Promise<number> {
  if (unknown.length > 0 || !Number.isSafeInteger(seed)) {
    console.error(`Usage: npm run proof -- [${known.join(' | ')}]… [--seed N] [--write]`);
    return 2;
  }
  if (!(await ensurePrograms())) return 1;
  mkdirSync(kept, { recursive: true });
  console.log(`Seed ${seed}.`);
  const outcomes: Outcome[] = [];
  for (const part of chosen(Object.keys(parts) as Part[])) {
    // Both databases run at once unless time is measured. Each keeps about one core busy.
    const run = chosen(databases).map((database) => () => prove(part, database));
    if (part === 'timing') for (const one of run) outcomes.push(await one());
    else outcomes.push(...(await Promise.all(run.map((one) => one()))));
    if (interruption()) return interruption();
  }
  console.log(`\n${proofTable(outcomes)}`);
  if (values.write) {
    const all = (Object.keys(parts) as Part[]).flatMap((part) =>
      databases.map((database) => read<Outcome>(join(kept, `${part}-${database}.json`))),
    );
    writeProof(all.filter((one) => one !== null));
    console.log('Written into docs/PROOF.md.');
  }
  return outcomes.every(({ passed }) => passed) ? 0 : 1;
}

process.exitCode = await main();
