import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built program when the whole suite runs, otherwise the sources. */
const entry =
  process.env.LOGE_TEST_PROGRAM ?? fileURLToPath(new URL('../src/entry/loge.ts', import.meta.url));
const pages = fileURLToPath(new URL('../../web/dist', import.meta.url));

type Environment = Record<string, string>;

/** The program's environment: only PATH from outside, cheap argon2 and a silent log. */
const environment = (more: Environment): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  LOGE_ARGON2_MEMORY_KIB: '1024',
  LOGE_ARGON2_ITERATIONS: '1',
  LOGE_LOG_LEVEL: 'silent',
  ...more,
});

export function launchLoge(args: readonly string[], more: Environment): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    env: environment(more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a `loge` command to its end. */
export async function runLoge(args: readonly string[], more: Environment = {}): Promise<Finished> {
  const child = launchLoge(args, more);
  const said = listenTo(child);
  const [code] = (await once(child, 'close')) as [number | null];
  // On a slow machine a command prints that it is still at work.
  return { code, out: said.out(), err: said.err().replace(/^… .*\n/gm, '') };
}

/** A server in its own process, which can be killed. */
export interface ServerProcess {
  readonly url: string;
  /** Everything that it has written so far. */
  said(): string;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** Starts `loge serve` and resolves when it answers. Rejects with its output when it ends instead. */
export async function startLoge(
  args: readonly string[],
  port: number,
  more: Environment = {},
): Promise<ServerProcess> {
  demandPages();
  const child = launchLoge(['serve', '--port', String(port), ...args], more);
  const said = listenTo(child);
  const closed = once(child, 'close') as Promise<[number | null]>;
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => said.out().includes(' is at http') && resolve());
    void closed.then(([code]) => reject(new Error(`serve ended with ${code}: ${said.err()}`)));
  });
  return {
    url: `http://localhost:${port}`,
    said: () => said.out() + said.err(),
    ended: closed.then(([code]) => code),
    async kill(signal) {
      child.kill(signal);
      return (await closed)[0];
    },
  };
}

function listenTo(child: ChildProcess): { out(): string; err(): string } {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return { out: () => out, err: () => err };
}

/** The server needs built pages. Where none were built, an empty page is enough for these tests. */
function demandPages(): void {
  if (existsSync(join(pages, 'index.html'))) return;
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<!doctype html><html lang="%LOGE_LOCALE%"><title>Loge</title>\n');
}
