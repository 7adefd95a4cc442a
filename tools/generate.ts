import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openApi, routes } from '@loge/protocol';
import { personal } from '../server/src/app.ts';
import { commandRows } from '../server/src/cli/command-line/usage.ts';
import { commands } from '../server/src/cli/commands.ts';
import { configExample } from '../server/src/platform/config/config-example.ts';
import { readTree } from '../server/test/architecture/tree.ts';
import { flawsOf, mapOf } from './asvs/map.ts';
import { readRequirements } from './asvs/requirements.ts';
import { tagsIn } from './asvs/tags.ts';

/**
 * Writes the files that are made from the code, or with `--check` fails when one no longer says what the
 * code says.
 */
const root = new URL('../', import.meta.url);

const check = process.argv.includes('--check');

/** The map of requirements to tests. Ends the program where a tag or a requirement is wrong. */
function requirementsMap(): string {
  const chapters = readRequirements(readFileSync(new URL('tools/asvs/requirements.txt', root), 'utf8'));
  const tags = readTree()
    .filter(({ path }) => /\.(test|e2e)\.tsx?$/.test(path))
    .flatMap(({ path, text }) => tagsIn(path, text));
  const flaws = flawsOf(chapters, tags);
  for (const flaw of flaws) process.stderr.write(`${flaw}\n`);
  if (flaws.length > 0) process.exit(1);
  return mapOf(chapters, tags);
}

/** Every table with rows of somebody's, as the features declare them. */
function personalTables(): string {
  const rows = personal()
    .flatMap(({ tables }) => Object.entries(tables))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([table, { exported, erased }]) => [`\`${table}\``, exported, erased]);
  return tableOf([['Table', 'In the person’s copy', 'What erasure deletes'], ...rows]);
}

/** A table as the formatter would lay it out. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** A text with `part` between the marks of a name; the rest of it is written by hand. */
function withPart(text: string, name: string, part: string): string {
  const marks = new RegExp(`(<!-- ${name}: begin -->)[\\s\\S]*(<!-- ${name}: end -->)`);
  if (!marks.test(text)) throw new Error(`there are no marks for ${name}`);
  return text.replace(marks, (_all, begin, end) => `${begin}\n\n${part}\n\n${end}`);
}

const security = readOrEmpty(new URL('docs/SECURITY.md', root));

const generated: Record<string, string> = {
  'docs/openapi.json': `${JSON.stringify(openApi(routes), null, 2)}\n`,
  'docs/config.example.env': configExample(),
  'docs/SECURITY.md': withPart(withPart(security, 'personal', personalTables()), 'asvs', requirementsMap()),
  'docs/operate/commands.md': withPart(
    readOrEmpty(new URL('docs/operate/commands.md', root)),
    'commands',
    tableOf([['Command', 'What it does'], ...commandRows(commands)]),
  ),
};

for (const [name, text] of Object.entries(generated)) {
  const url = new URL(name, root);
  if (!check) {
    writeFileSync(url, text);
    continue;
  }
  const present = readOrEmpty(url);
  if (present === text) continue;
  process.stderr.write(`${name} is not what the code says: run node tools/generate.ts\n`);
  process.exitCode = 1;
}

function readOrEmpty(url: URL): string {
  try {
    return readFileSync(fileURLToPath(url), 'utf8');
  } catch {
    return '';
  }
}
