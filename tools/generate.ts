import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { lists } from './generate/lists.ts';

/**
 * Writes the files that are made from the code, or with `--check` fails when one no longer says what the
 * code says.
 */
const root = new URL('../', import.meta.url);
const check = process.argv.includes('--check');

function settle(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const url = new URL(name, root);
    if (existsSync(url) && readFileSync(url, 'utf8') === text) continue;
    if (check) {
      process.stderr.write(`${name} is not what the code says: run node tools/generate.ts\n`);
      process.exitCode = 1;
    } else writeFileSync(url, text);
  }
}

settle(lists(root));
if (process.exitCode !== 1) {
  // This loads the code, which needs the lists.
  const { documents } = await import('./generate/documents.ts');
  settle(documents(root));
}
