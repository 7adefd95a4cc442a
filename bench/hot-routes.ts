import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../server/test/free-port.ts';
import { startPostgres } from '../server/test/postgres.ts';
import { connections, loadBeside, type Ratio, type Target } from './load.ts';
import { benchConfig, benchEnvironment, prepareMember } from './prepare.ts';
import { startProgram } from './processes.ts';

/**
 * Measures token exchange and bearer-checked `GET /v1/users/self` beside a bare Fastify with constant JSON, in one run.
 * The ratio is the figure. Absolute numbers only tell what machine it was. See bench/README.md.
 *
 *     node bench/hot-routes.ts [sqlite] [postgres]
 */
const kinds = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['sqlite', 'postgres'];

const bare = await startProgram('./bare-fastify.ts', [], {}, /listening (\d+)/);
const yardstick: Target = { name: 'bare Fastify', url: `http://127.0.0.1:${bare.port}/` };

for (const kind of kinds) {
  process.stdout.write(`\n${kind}\n`);
  const data = mkdtempSync(join(tmpdir(), 'loge-bench-'));
  const postgres = kind === 'postgres' ? await startPostgres() : null;
  const databaseUrl = postgres ? await postgres.createDatabase('bench') : '';
  try {
    await measure(data, databaseUrl);
  } finally {
    await postgres?.remove();
    rmSync(data, { recursive: true, force: true });
  }
}

async function measure(data: string, databaseUrl: string): Promise<void> {
  const port = await freePort();
  const config = benchConfig(data, port, databaseUrl);
  const secret = await prepareMember(config);
  const started = performance.now();
  const loge = await startProgram(
    '../server/dist/program/loge.js',
    ['serve', '--data', data, '--port', String(port)],
    { ...benchEnvironment, DATABASE_URL: databaseUrl },
    /is at http:\/\/localhost:(\d+)/,
  );
  const base = `http://127.0.0.1:${port}`;
  try {
    await fetch(`${base}/v1/regions`);
    process.stdout.write(`  start to first answer: ${Math.round(performance.now() - started)} ms\n`);
    const basic = `Basic ${Buffer.from(`:${secret}`).toString('base64')}`;
    const exchange = { method: 'POST' as const, headers: { authorization: basic } };
    const { token } = (await (await fetch(`${base}/v1/tokens/exchange`, exchange)).json()) as {
      token: string;
    };
    const bearer = { authorization: `Bearer ${token}` };
    const self = { name: 'GET /v1/users/self, bearer', url: `${base}/v1/users/self`, headers: bearer };
    print(await loadBeside(yardstick, self));
    const exchanging = { name: 'POST /v1/tokens/exchange', url: `${base}/v1/tokens/exchange`, ...exchange };
    print(await loadBeside(yardstick, exchanging));
  } finally {
    await loge.stop();
  }
}

function print({ median, least, most, figure, yardstick: beside }: Ratio): void {
  const percent = (ratio: number) => `${(ratio * 100).toFixed(1)} %`;
  process.stdout.write(
    `  ${figure.name.padEnd(28)} ${percent(median).padStart(7)} of bare Fastify (${percent(least)} to ${percent(most)}): ` +
      `${figure.perSecond}/s beside ${beside.perSecond}/s, p50 ${figure.p50} ms, p99 ${figure.p99} ms, ${figure.failures} failures\n`,
  );
}

await bare.stop();
process.stdout.write(
  `\n${connections} connections, ${cpus().length} cores shared with the load, Node ${process.version}\n`,
);
