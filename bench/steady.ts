// Measures the memory of the built program under 50 requests a second, for ten minutes: `node bench/steady.ts [minutes]`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../server/test/free-port.ts';
import { benchConfig, benchEnvironment, benchMember, benchPassword, prepareMember } from './prepare.ts';
import { startProgram } from './processes.ts';

const minutes = Number(process.argv[2] ?? 10);
const aSecond = 50;

const data = mkdtempSync(join(tmpdir(), 'loge-bench-'));
const port = await freePort();
const secret = await prepareMember(benchConfig(data, port, ''));
const loge = await startProgram(
  '../server/dist/program/loge.js',
  ['serve', '--data', data, '--port', String(port)],
  benchEnvironment,
  /is at http:\/\/localhost:(\d+)/,
);
const base = `http://127.0.0.1:${port}`;

const basic = { authorization: `Basic ${Buffer.from(`:${secret}`).toString('base64')}` };
const exchange = async (): Promise<Response> =>
  fetch(`${base}/v1/tokens/exchange`, { method: 'POST', headers: basic });
const { token } = (await (await exchange()).json()) as { token: string };
const bearer = { authorization: `Bearer ${token}` };
const json = { 'content-type': 'application/json' };

/** 50 requests such as a platform's members and machines send. One is a whole sign-in, and one a change. */
const round: readonly (() => Promise<Response>)[] = [
  ...Array.from({ length: 20 }, () => () => fetch(`${base}/v1/users/self`, { headers: bearer })),
  ...Array.from({ length: 10 }, () => exchange),
  ...Array.from({ length: 10 }, () => () => fetch(`${base}/users/sign_in`)),
  ...Array.from({ length: 8 }, () => () => fetch(`${base}/v1/keys`, { headers: bearer })),
  () =>
    fetch(`${base}/v1/sessions`, {
      method: 'POST',
      headers: { ...json, 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ session: { login: benchMember.email, password: benchPassword } }),
    }),
  () =>
    fetch(`${base}/v1/users/account`, {
      method: 'PUT',
      headers: { ...json, ...bearer },
      body: JSON.stringify({ user: { company: `Company ${performance.now()}` } }),
    }),
];

let failures = 0;
async function send(request: () => Promise<Response>): Promise<void> {
  const response = await request();
  await response.arrayBuffer();
  if (!response.ok) failures++;
}

const residentMib = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${loge.pid}/status`, 'utf8'))?.[1]) / 1024;

console.log(`at rest ${residentMib().toFixed(0)} MiB`);
let sent = 0;
const started = performance.now();
await new Promise<void>((resolve) => {
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - started) / 1000) * aSecond);
    for (; sent < due; sent++) {
      const request = round[sent % round.length];
      if (request) void send(request).catch(() => failures++);
    }
    if (sent < minutes * 60 * aSecond) return;
    clearInterval(timer);
    resolve();
  }, 20);
  const report = setInterval(() => {
    const passed = ((performance.now() - started) / 60_000).toFixed(0);
    console.log(`minute ${passed}: ${residentMib().toFixed(0)} MiB, ${sent} requests, ${failures} failures`);
    if (sent >= minutes * 60 * aSecond) clearInterval(report);
  }, 60_000);
});
console.log(`after ${minutes} minutes: ${residentMib().toFixed(0)} MiB, ${failures} failures of ${sent}`);
await loge.stop();
rmSync(data, { recursive: true, force: true });
