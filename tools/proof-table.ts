import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';

/** A line that a test wrote about what it tried (server/test/effort.ts). */
interface Note {
  readonly database: string;
  readonly what: string;
  readonly tried: string;
  readonly found: string;
}

interface Conditions {
  readonly at: string;
  readonly commit: string;
  readonly machine: string;
  readonly load: string;
}

/** The result of one part on one database. */
export interface Outcome extends Conditions {
  readonly part: string;
  readonly database: string;
  readonly seed: number;
  readonly seconds: number;
  readonly passed: boolean;
  readonly notes: readonly Note[];
  readonly tests: readonly { readonly name: string; readonly passed: boolean }[];
}

export const conditions = (): Conditions => ({
  at: new Date().toISOString().slice(0, 16).replace('T', ' '),
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
  machine: `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}`,
  load: (loadavg()[1] ?? 0).toFixed(1),
});

type Results = readonly {
  readonly status: string;
  readonly name: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}[];

/** The names and results of a part's tests, with the notes that they wrote. */
export function outcomesIn(
  results: Results,
  notes: readonly Note[],
  database: string,
): Pick<Outcome, 'notes' | 'tests'> {
  const ran = results.flatMap(({ assertionResults }) => assertionResults);
  const tests = ran
    .filter(({ status }) => status === 'passed' || status === 'failed')
    .map(({ fullName, status }) => ({
      name: fullName.replace(` (${database})`, ''),
      passed: status === 'passed',
    }));
  const broken = results.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { notes, tests: [...tests, ...broken.map(({ name }) => ({ name, passed: false }))] };
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** A table in Markdown of what was tried and found, and another of when and where. */
export function proofTable(outcomes: readonly Outcome[]): string {
  const lines = [row('Database', 'What', 'Tried', 'Found'), row('---', '---', '---', '---')];
  for (const { database, notes, tests } of outcomes) {
    for (const note of notes) lines.push(row(database, note.what, note.tried, note.found));
    // A test is listed by its name alone when the name says the number of tries, and the digits belong to no example.
    const counts = (name: string): boolean => /\d/.test(name) && !name.includes('{');
    const counted = tests.filter(({ name, passed }) => !passed || (notes.length === 0 && counts(name)));
    for (const { name, passed } of counted)
      lines.push(row(database, name, '', passed ? 'held' : '**failed**'));
  }
  lines.push('', row('Part', 'Database', 'When (UTC)', 'Commit', 'Seed', 'Took', 'Load', 'On'));
  lines.push(row(...Array<string>(8).fill('---')));
  for (const one of outcomes) {
    const took = `${Math.floor(one.seconds / 60)} min ${one.seconds % 60} s`;
    lines.push(
      row(one.part, one.database, one.at, one.commit, String(one.seed), took, one.load, one.machine),
    );
  }
  return lines.join('\n');
}

const file = join(root, 'docs', 'PROOF.md');
const [begin, end] = ['<!-- table: npm run proof -- --write -->', '<!-- end of the table -->'];

export function writeProof(outcomes: readonly Outcome[]): void {
  const text = readFileSync(file, 'utf8');
  const [before, after] = [text.split(begin)[0], text.split(end)[1]];
  if (before === undefined || after === undefined) throw new Error(`${file} has lost the marks of its table`);
  writeFileSync(file, `${before}${begin}\n\n${proofTable(outcomes)}\n\n${end}${after}`);
}
