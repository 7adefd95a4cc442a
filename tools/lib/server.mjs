import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCode, startChild } from './child.mjs';
import { fingerprint } from './fingerprint.mjs';
import { withLock } from './lock.mjs';
import { root, stateFolder } from './paths.mjs';
import { withProgress } from './say.mjs';

/**
 * The folder of the built server: a few files that Node reads directly, instead of some 900 whose types it has to strip
 * first. The built server starts in a fraction of the time and needs less memory. Its files are as deep below the root as
 * `server/src/entry`, so that relative paths in the program work from both.
 */
const parent = join(root, 'server', 'dist');
const dist = join(parent, 'program');
const marker = '.built';
const sources = [
  'server/src',
  'server/package.json',
  'protocol/src',
  'package-lock.json',
  'tools/lib/server.mjs',
];

/** Programs that are started on their own. `threads` finds the programs of threads. */
const programs = {
  loge: 'server/src/entry/start.ts',
  'ssh-authorized-keys': 'server/src/entry/ssh-authorized-keys.ts',
};

/** Packages that stay in node_modules: native code, and packages that look for their own native code. */
const external = [/^@node-rs\//, 'pg-native', 'ssh2'];

/**
 * Builds the server unless it was built from exactly these sources.
 * @param {string} node
 */
export async function ensureServerBuilt(node) {
  if (isBuilt(fingerprint(root, sources))) return;
  await withLock(join(stateFolder, 'server.lock'), 'building the server', async () => {
    const wanted = fingerprint(root, sources);
    if (!isBuilt(wanted)) await withProgress('Building the server', () => build(node, wanted));
  });
}

/** @param {string} wanted */
function isBuilt(wanted) {
  const built = join(dist, marker);
  return existsSync(built) && readFileSync(built, 'utf8') === wanted;
}

/**
 * Builds in another folder and then swaps, so that a killed build never leaves half a program.
 * @param {string} node
 * @param {string} wanted
 */
async function build(node, wanted) {
  const fresh = join(parent, '.new');
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: { ...inputs(programs), ...inputs(threads()) },
    platform: 'node',
    external,
    plugins: [startedFiles, plainHttp],
  });
  await bundle.write({
    dir: fresh,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    cleanDir: true,
    // Names are kept, so that people can read stack traces.
    minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
    plugins: [oneByte],
  });
  await bundle.close();
  rmSync(join(parent, '.old'), { recursive: true, force: true });
  if (existsSync(dist)) renameSync(dist, join(parent, '.old'));
  renameSync(fresh, dist);
  rmSync(join(parent, '.old'), { recursive: true, force: true });
  // This runs in the final folder, because V8's compiled code is found by the path of its source.
  await compileAhead(node, dist);
  writeFileSync(join(dist, marker), wanted);
}

/** @param {Record<string, string>} files paths by the name of the output */
const inputs = (files) =>
  Object.fromEntries(Object.entries(files).map(([name, path]) => [name, join(root, path)]));

/** The server's code starts a thread with `new URL('./some-thread.ts', import.meta.url)`. */
export const started = /new URL\('\.\/([\w-]+)\.ts', import\.meta\.url\)/g;

/** Finds all files that the sources start as a thread. */
function threads() {
  /** @type {Record<string, string>} */
  const found = {};
  for (const name of readdirSync(join(root, 'server/src'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const path = join('server/src', name);
    for (const [, file = ''] of readFileSync(join(root, path), 'utf8').matchAll(started))
      found[file] = join(path, '..', `${file}.ts`);
  }
  return found;
}

/** All built files are in one folder, so a thread's file is beside the file that starts it. */
const startedFiles = {
  name: 'started-files',
  /** @param {string} code */
  transform: (code) =>
    started.test(code) ? code.replace(started, "new URL('./$1.js', import.meta.url)") : null,
};

/** Escapes characters beyond Latin-1. One such character would make V8 keep the whole file at two bytes a character. */
const oneByte = {
  name: 'one-byte',
  /** @param {string} code */
  renderChunk: (code) =>
    code.replace(/[^\0-\xff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
};

/**
 * An import of `node:http` reads each of its exports, and reading `http.WebSocket` loads all of Node's fetch: 14 MB and a
 * fifth of the start. Taking the module as an object avoids that.
 */
const plainHttp = {
  name: 'plain-http',
  /**
   * @param {string} source
   * @param {string | undefined} _importer
   * @param {{ kind: string }} how
   */
  resolveId: (source, _importer, { kind }) =>
    source === 'node:http' && kind === 'import-statement' ? '\0plain-http' : null,
  load: (/** @type {string} */ id) =>
    id === '\0plain-http'
      ? `const http = process.getBuiltinModule('node:http');
         export default http;
         export const { Agent, METHODS, STATUS_CODES, createServer, request } = http;`
      : null,
};

/**
 * Starts the program once, so that V8's compiled code is kept beside it. An installation that only root may write to then
 * starts as fast as any other. If the program cannot start here, it only starts slower later.
 * @param {string} node
 * @param {string} folder
 */
async function compileAhead(node, folder) {
  const data = mkdtempSync(join(tmpdir(), 'loge-build-'));
  const args = [
    '--disable-warning=ExperimentalWarning',
    join(folder, 'loge.js'),
    'serve',
    '--data',
    data,
    '--port',
    '0',
  ];
  const child = startChild(node, args, {
    env: { PATH: process.env.PATH, LOGE_LOG_LEVEL: 'silent', LOGE_PUBLIC_URL: 'http://localhost' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), 30_000);
  // When the greeting comes, everything that a start needs is compiled.
  child.stdout?.once('data', () => child.kill('SIGTERM'));
  await exitCode(child);
  clearTimeout(limit);
  rmSync(data, { recursive: true, force: true });
}
