// Measures how soon the built program answers and how much memory it holds at rest, beside Node itself:
// `node bench/start.ts`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../server/test/free-port.ts';
import { nodeFlags, program } from '../tools/lib/paths.mjs';

const rounds = 7;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function timed(args: readonly string[]): number {
  const started = performance.now();
  spawnSync(process.execPath, [...nodeFlags, ...args]);
  return performance.now() - started;
}

const residentMib = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    request({ host: '127.0.0.1', port, path: '/v1/regions' }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode === 200));
    })
      .once('error', () => resolve(false))
      .end();
  });

/** Returns the milliseconds to the first answer, and the resident MiB `restMs` later. */
async function served(data: string, restMs: number): Promise<{ readonly ms: number; readonly mib: number }> {
  const port = await freePort();
  const args = [program, 'serve', '--data', data, '--port', String(port)];
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeFlags, ...args], {
    env: { PATH: process.env.PATH, LOGE_LOG_LEVEL: 'warn' },
    stdio: 'ignore',
  });
  while (!(await answers(port))) await sleep(5);
  const ms = performance.now() - started;
  await sleep(restMs);
  const mib = residentMib(child.pid ?? 0);
  child.kill();
  await new Promise((resolve) => child.once('exit', resolve));
  return { ms, mib };
}

const data = mkdtempSync(join(tmpdir(), 'loge-bench-'));
await served(data, 0); // Makes the database.
const bare: number[] = [];
const version: number[] = [];
const start: number[] = [];
const rest: number[] = [];
for (let round = 0; round < rounds; round++) {
  bare.push(timed(['-e', '0']));
  version.push(timed([program, '--version']));
  const { ms, mib } = await served(data, round === 0 ? 40_000 : 2000);
  start.push(ms);
  rest.push(mib);
}
rmSync(data, { recursive: true, force: true });
console.log(
  `medians of ${rounds}: node -e 0 ${median(bare).toFixed(0)} ms, loge --version ${median(version).toFixed(0)} ms`,
);
console.log(`start to first answer on an existing database: ${median(start).toFixed(0)} ms`);
console.log(
  `resident two seconds later ${median(rest).toFixed(0)} MiB; after forty seconds ${rest[0]?.toFixed(0)} MiB`,
);
