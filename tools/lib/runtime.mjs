import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { forgetInstall } from './install.mjs';
import { root } from './paths.mjs';
import { Failure } from './say.mjs';

const needed = 24;

/**
 * Finds a Node.js that is new enough to run TypeScript directly: the one that npm installed for this platform, else the one
 * that runs this. Each is asked for its version, because a packaged one may not run on this C library.
 * @returns {string}
 */
export function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const packaged = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', program);
  if (major(spawnSync(packaged, ['--version'], { encoding: 'utf8' }).stdout) >= needed) return packaged;
  if (major(process.version) >= needed) return process.execPath;
  // npm silently skips an optional package that it cannot fetch, so the next start must run npm again.
  forgetInstall();
  throw new Failure(
    `Loge needs Node.js ${needed} or newer. This is ${process.version}, and npm brought no newer one that runs ` +
      `here (${platform}-${process.arch}): install Node.js ${needed} and start again.`,
  );
}

/** @param {string | null} version as `v24.1.0` */
const major = (version) => Number(/^v(\d+)\./.exec(version ?? '')?.[1] ?? 0);
