import { readFileSync } from 'node:fs';
import { openApi, routes } from '@loge/protocol';
import { personal } from '../../server/src/app.ts';
import { commandRows } from '../../server/src/cli/command-line/usage.ts';
import { commands } from '../../server/src/cli/commands.ts';
import { configExample } from '../../server/src/platform/config/config-example.ts';
import { readTree } from '../../server/test/architecture/tree.ts';
import { flawsOf, mapOf } from '../asvs/map.ts';
import { readRequirements } from '../asvs/requirements.ts';
import { tagsIn } from '../asvs/tags.ts';

/** Documents, and parts of them, that follow from the code. */
export function documents(root: URL): Record<string, string> {
  const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
  const map = requirementsMap(read('tools/asvs/requirements.txt'));
  return {
    'docs/openapi.json': `${JSON.stringify(openApi(routes), null, 2)}\n`,
    'docs/config.example.env': configExample(),
    'docs/SECURITY.md': withPart(
      withPart(read('docs/SECURITY.md'), 'personal', personalTables()),
      'asvs',
      map,
    ),
    'docs/operate/commands.md': withPart(
      read('docs/operate/commands.md'),
      'commands',
      tableOf([['Command', 'What it does'], ...commandRows(commands)]),
    ),
  };
}

/** The map of requirements to tests. Ends the program where a tag or a requirement is wrong. */
function requirementsMap(requirements: string): string {
  const chapters = readRequirements(requirements);
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
