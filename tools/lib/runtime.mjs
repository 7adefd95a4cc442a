import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { forgetInstall } from './install.mjs';
import { root } from './paths.mjs';
import { Failure } from './say.mjs';

const needed = 24;

/**
 * A Node.js new enough to run TypeScript as it is: the one that npm installed for this platform, else the one
 * we run on. Asked for its version rather than trusted: a packaged one may not run on this C library.
 * @returns {string}
 */
export function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const packaged = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', program);
  if (major(spawnSync(packaged, ['--version'], { encoding: 'utf8' }).stdout) >= needed) return packaged;
  if (major(process.version) >= needed) return process.execPath;
  // npm skips an optional package that it cannot fetch, and says nothing: the next start shall ask it again.
  forgetInstall();
  throw new Failure(
    `Loge needs Node.js ${needed} or newer. This is ${process.version}, and npm brought no newer one that runs ` +
      `here (${platform}-${process.arch}): install Node.js ${needed} and start again.`,
  );
}

/** @param {string | null} version as `v24.1.0` */
const major = (version) => Number(/^v(\d+)\./.exec(version ?? '')?.[1] ?? 0);
