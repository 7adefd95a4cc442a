import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Where the built program starts: what takes no more than its own version is answered before the rest is read, and
 * what V8 compiled once is kept beside the program (and used, where this user may only read it).
 */
const [word = '', ...more] = process.argv.slice(2);
if (['--version', '-v'].includes(word) && more.length === 0) {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`loge ${version}\n`);
} else {
  enableCompileCache(fileURLToPath(new URL('.compiled', import.meta.url)));
  await import('./loge.ts');
}
