import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openApi, routes } from '@loge/protocol';
import { commandTable } from '../server/src/cli/command-line/usage.ts';
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

/** SECURITY.md with the map of the tests. */
function securityWithMap(): string {
  const chapters = readRequirements(readFileSync(new URL('tools/asvs/requirements.txt', root), 'utf8'));
  const tags = readTree()
    .filter(({ path }) => /\.(test|e2e)\.tsx?$/.test(path))
    .flatMap(({ path, text }) => tagsIn(path, text));
  const flaws = flawsOf(chapters, tags);
  for (const flaw of flaws) process.stderr.write(`${flaw}\n`);
  if (flaws.length > 0) process.exit(1);
  return withPart('docs/SECURITY.md', 'asvs', mapOf(chapters, tags));
}

/** A file that is written by hand, with its generated part between `<!-- name: begin -->` and its end. */
function withPart(file: string, name: string, part: string): string {
  const text = readOrEmpty(new URL(file, root));
  const begin = `<!-- ${name}: begin -->`;
  const end = `<!-- ${name}: end -->`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no marks for ${name}`);
  return `${text.slice(0, from + begin.length)}\n\n${part}\n\n${text.slice(to)}`;
}

const generated: Record<string, string> = {
  'docs/openapi.json': `${JSON.stringify(openApi(routes), null, 2)}\n`,
  'docs/config.example.env': configExample(),
  'docs/SECURITY.md': securityWithMap(),
  'docs/OPERATING.md': withPart('docs/OPERATING.md', 'commands', commandTable(commands)),
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
