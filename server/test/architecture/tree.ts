import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SourceFile, source } from './source-file.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Generated folders, as in `.gitignore`, and git's own folder. */
const made = new Set([
  'node_modules',
  'dist',
  'test-results',
  'playwright-report',
  'screenshots',
  'coverage',
]);
const hiddenButOurs = new Set(['.ci', '.gitignore', '.npmrc', '.github']);
const readable =
  /\.(ts|tsx|mjs|cjs|js|css|html|json|md|sh|ya?ml|txt|svg|conf)$|(^|\/)(\.[a-z]+|run|Dockerfile|LICENSE)$/;

/**
 * Reads every text file of the repository. It walks the folders rather than asking git, which a downloaded copy does not have.
 */
export function readTree(folder = root): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((found) => {
    const path = join(folder, found.name);
    if (made.has(found.name) || (found.name.startsWith('.') && !hiddenButOurs.has(found.name))) return [];
    if (found.isDirectory()) return readTree(path);
    if (!found.isFile() || !readable.test(found.name)) return [];
    return [source(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8'))];
  });
}
