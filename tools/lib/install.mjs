import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { capture, interruption } from './child.mjs';
import { fingerprint } from './fingerprint.mjs';
import { withLock } from './lock.mjs';
import { root, stateFolder } from './paths.mjs';
import { Failure, say, withProgress } from './say.mjs';

const modules = join(root, 'node_modules');
const marker = join(modules, '.loge-install');
/** The marker's content while npm runs. */
const unfinished = 'unfinished';
const workspaces = ['protocol', 'server', 'web'];

/** Installs what the lock file says into `node_modules`, unless that is there already. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withLock(join(stateFolder, 'install.lock'), 'installing the packages', async (holds) => {
    if (!isInstalled()) await withProgress('Installing the packages', () => install(holds));
  });
}

const isInstalled = () => state() === wanted();

function state() {
  try {
    return readFileSync(marker, 'utf8');
  } catch {
    return null;
  }
}

function wanted() {
  const manifests = workspaces.map((workspace) => join(workspace, 'package.json'));
  const hash = fingerprint(root, ['package-lock.json', 'package.json', '.npmrc', ...manifests]);
  // A folder that was copied from another kind of machine has the wrong prebuilt programs.
  return `${process.platform}-${process.arch} ${hash}`;
}

/** Makes the next start run npm again. */
export function forgetInstall() {
  rmSync(marker, { force: true });
}

/** @param {(childPid: number) => void} onStart */
async function install(onStart) {
  // npm takes a package with a package.json as installed, but a killed npm leaves some packages with little more than that.
  if (state() === unfinished) rmSync(modules, { recursive: true, force: true });
  mkdirSync(modules, { recursive: true });
  writeFileSync(marker, unfinished);
  const { file, args, shell } = npm();
  // `npm ci` would refuse where the registry lacks packages of other platforms. The development packages are needed even
  // under NODE_ENV=production, because they build the web. Nothing is saved, because older versions of npm write the lock
  // in another form, and starting a program should not change its sources.
  const flags = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
  ];
  const { code, output } = await capture(file, [...args, ...flags], {
    cwd: root,
    shell,
    onStart,
  });
  // The marker stays "unfinished", because npm could not undo what it had begun.
  if (interruption()) throw new Failure('Stopped before the packages were installed.', interruption());
  if (code === 0) {
    writeFileSync(marker, wanted());
    return;
  }
  if (code < 128) forgetInstall();
  say(output.trimEnd().split('\n').slice(-30).join('\n'));
  throw new Failure(`npm install failed (exit code ${code}); its last lines are above.`);
}

/** The npm that started this process, if any, because npm may not be on the PATH. */
function npm() {
  const started = process.env.npm_execpath;
  if (started && basename(started) === 'npm-cli.js') {
    return { file: process.execPath, args: [started], shell: false };
  }
  // On Windows npm is a script, which only a shell can start.
  return { file: 'npm', args: [], shell: process.platform === 'win32' };
}
