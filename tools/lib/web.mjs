import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { capture, interruption } from './child.mjs';
import { compressFolder } from './compress.mjs';
import { fingerprint } from './fingerprint.mjs';
import { withLock } from './lock.mjs';
import { root, stateFolder } from './paths.mjs';
import { Failure, say, withProgress } from './say.mjs';

const web = join(root, 'web');
const dist = join(web, 'dist');
/** Holds the fingerprint of the sources that the site was built from. */
const marker = '.built';
/** The prefix of every folder that a build works in. They are beside `dist`, so that renaming cannot cross disks. */
const scratch = '.dist-';
const sources = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'web/postcss.config.cjs',
  'web/package.json',
  'web/tsconfig.json',
  'tools/lib/compress.mjs',
  'protocol/src',
  'package-lock.json',
];

/** Vite's program, wherever npm put it. */
export const vite = () =>
  join(dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json')), 'bin', 'vite.js');

/**
 * Builds the web unless `web/dist` was built from exactly these sources.
 * @param {string} node
 */
export async function ensureWebBuilt(node) {
  if (isBuilt(fingerprint(root, sources))) return;
  await withLock(join(stateFolder, 'web.lock'), 'building the web', async (holds) => {
    const wanted = fingerprint(root, sources);
    if (!isBuilt(wanted)) await withProgress('Building the web', () => build(node, wanted, holds));
  });
}

/** @param {string} wanted */
function isBuilt(wanted) {
  const built = join(dist, marker);
  return existsSync(built) && readFileSync(built, 'utf8') === wanted;
}

/**
 * Builds in another folder and then swaps, so that a killed build never leaves half a site.
 * @param {string} node
 * @param {string} wanted
 * @param {(childPid: number) => void} onStart
 */
async function build(node, wanted, onStart) {
  removeScratch();
  const fresh = join(web, `${scratch}new`);
  const args = [vite(), 'build', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'];
  const env = { ...process.env, NODE_ENV: 'production' };
  const { code, output } = await capture(node, args, { cwd: web, env, onStart });
  if (interruption()) throw new Failure('Stopped before the web was built.', interruption());
  if (code !== 0) {
    removeScratch();
    say(output.trimEnd());
    throw new Failure(`Building the web failed (exit code ${code}); Vite's output is above.`);
  }
  compressFolder(fresh);
  writeFileSync(join(fresh, marker), wanted);
  if (existsSync(dist)) renameSync(dist, join(web, `${scratch}old`));
  renameSync(fresh, dist);
  removeScratch();
}

function removeScratch() {
  for (const name of readdirSync(web).filter((name) => name.startsWith(scratch))) {
    rmSync(join(web, name), { recursive: true, force: true });
  }
}

/** Makes the next start build the web again, because another program is about to write the site. */
export function forgetWebBuild() {
  rmSync(join(dist, marker), { force: true });
}
