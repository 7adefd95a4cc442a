import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openApi, routes } from '@loge/protocol';
import { configExample } from '../server/src/platform/config/config-example.ts';

/**
 * Writes the files that are made from the code, or with `--check` fails when one no longer says what the
 * code says.
 */
const root = new URL('../', import.meta.url);

const generated: Record<string, string> = {
  'docs/openapi.json': `${JSON.stringify(openApi(routes), null, 2)}\n`,
  'docs/config.example.env': configExample(),
};

const check = process.argv.includes('--check');
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
