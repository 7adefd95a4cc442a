import { cpus } from 'node:os';
import type { Config } from '../server/src/platform/config/config.ts';
import { connections, loadBeside, type Ratio, type Target } from './load.ts';
import { basic, exchanged, onDatabase, percent, startLoge } from './loge.ts';
import { prepareMember } from './prepare.ts';
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
  await onDatabase(kind, measure);
}

async function measure(config: Config): Promise<void> {
  const secret = await prepareMember(config);
  const started = performance.now();
  const loge = await startLoge(config);
  const { base } = loge;
  try {
    await fetch(`${base}/v1/regions`);
    process.stdout.write(`  start to first answer: ${Math.round(performance.now() - started)} ms\n`);
    const bearer = await exchanged(base, secret);
    const self = { name: 'GET /v1/users/self, bearer', url: `${base}/v1/users/self`, headers: bearer };
    print(await loadBeside(yardstick, self));
    const url = `${base}/v1/tokens/exchange`;
    const exchange: Target = {
      name: 'POST /v1/tokens/exchange',
      url,
      method: 'POST',
      headers: basic(secret),
    };
    print(await loadBeside(yardstick, exchange));
  } finally {
    await loge.stop();
  }
}

function print({ median, least, most, figure, yardstick: beside }: Ratio): void {
  process.stdout.write(
    `  ${figure.name.padEnd(28)} ${percent(median).padStart(7)} of bare Fastify (${percent(least)} to ${percent(most)}): ` +
      `${figure.perSecond}/s beside ${beside.perSecond}/s, p50 ${figure.p50} ms, p99 ${figure.p99} ms, ${figure.failures} failures\n`,
  );
}

await bare.stop();
process.stdout.write(
  `\n${connections} connections, ${cpus().length} cores shared with the load, Node ${process.version}\n`,
);
