import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test as base } from '@playwright/test';
import { freePort } from '../server/test/free-port.ts';
import { startSmtp, type TestSmtp } from '../server/test/smtp.ts';

/** A running Loge of this worker's own, with a real mail server behind it. */
export interface Platform {
  readonly url: string;
  /** Where it keeps everything. */
  readonly data: string;
  readonly smtp: TestSmtp;
  /** Stops it as an operator does, or at once. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Runs another command on the same data, as an operator does beside it; what it said. */
  command(...words: string[]): Promise<string>;
}

/** As it was built, where the whole suite runs; else the sources as they are. */
const program =
  process.env.LOGE_TEST_PROGRAM ?? fileURLToPath(new URL('../server/src/entry/loge.ts', import.meta.url));

/**
 * @param args more words for `serve`, such as `--demo`.
 * @param settings of the environment, besides those of every platform here.
 */
export async function startPlatform(
  args: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<Platform & AsyncDisposable> {
  const data = mkdtempSync(join(tmpdir(), 'loge-e2e-'));
  const smtp = await startSmtp();
  const port = await freePort();
  const mail = args.includes('--demo') ? {} : { LOGE_SMTP_URL: smtp.url };
  let child: ChildProcess | null = null;

  const loge = (words: readonly string[]) =>
    spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', program, ...words, '--data', data, '--port', String(port)],
      {
        env: {
          ...process.env,
          ...mail,
          LOGE_PLATFORM_NAME: 'Acme Cloud',
          // Cheap hashing: what is tested here is not argon2's work.
          LOGE_ARGON2_MEMORY_KIB: '1024',
          LOGE_ARGON2_ITERATIONS: '1',
          // Many sign-ups come from one address here; throttling has tests of its own.
          LOGE_THROTTLING: 'off',
          ...settings,
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
  const start = async () => {
    child = loge(['serve', ...args]);
    await announced(child);
  };
  const command = async (...words: string[]) => {
    const running = loge(words);
    let said = '';
    running.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(running, 'close');
    if (code !== 0) throw new Error(`loge ${words.join(' ')} ended with ${code}`);
    return said;
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  await start();
  return {
    url: `http://localhost:${port}`,
    data,
    smtp,
    start,
    stop,
    command,
    async [Symbol.asyncDispose]() {
      await stop();
      await smtp.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Runs a command that knows no platform; what it said. */
export async function alone(...words: string[]): Promise<string> {
  const args = ['--disable-warning=ExperimentalWarning', program, ...words];
  return (await promisify(execFile)(process.execPath, args)).stdout;
}

function announced(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let words = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      words += chunk.toString();
      if (/ is at http/.test(words)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`loge ended with ${code}: ${words}`)));
  });
}

interface WorkerFixtures {
  readonly platform: Platform;
}

/** Tests with a platform of the worker's own; pages open on it. */
export const test = base.extend<object, WorkerFixtures>({
  platform: [
    async ({ browserName: _ }, use) => {
      await using platform = await startPlatform();
      await use(platform);
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';
