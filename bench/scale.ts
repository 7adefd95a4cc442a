import { generateKeyPairSync } from 'node:crypto';
import { cpus } from 'node:os';
import { openApp } from '../server/src/app.ts';
import { createService } from '../server/src/features/services/feature.ts';
import { commandActor } from '../server/src/kernel/actor.ts';
import type { Config } from '../server/src/platform/config/config.ts';
import { connections, loadBeside, type Target } from './load.ts';
import { basic, exchanged, onDatabase, percent, startLoge } from './loge.ts';
import { populate } from './populate.ts';
import { prepareMember } from './prepare.ts';
import { startProgram } from './processes.ts';

/**
 * Measures the routes that machines call all the time, beside a bare Fastify in one run, with few accounts and with many:
 * the share of bare Fastify, and how much the median answer grows. See bench/README.md.
 *
 *     node bench/scale.ts [sqlite] [postgres] [--accounts=1000,1000000]
 */
const words = process.argv.slice(2);
const kinds = words.filter((word) => !word.startsWith('--'));
const sizes = (words.find((word) => word.startsWith('--accounts='))?.slice(11) ?? '1000,1000000')
  .split(',')
  .map(Number);

const bare = await startProgram('./bare-fastify.ts', [], {}, /listening (\d+)/);
/** The same request to a bare Fastify, which shows what reading it and answering anything costs. */
const asked = (target: Target): Target => ({
  ...target,
  name: 'bare Fastify',
  url: `http://127.0.0.1:${bare.port}/`,
});

for (const kind of kinds.length > 0 ? kinds : ['sqlite', 'postgres']) {
  const medians = new Map<string, number[]>();
  for (const size of sizes) {
    process.stdout.write(`\n${kind}, ${size.toLocaleString('en')} accounts\n`);
    for (const { name, p50 } of await onDatabase(kind, (config) => measure(config, size)))
      medians.set(name, [...(medians.get(name) ?? []), p50]);
  }
  for (const [name, [few = 0, many = 0]] of medians) {
    process.stdout.write(
      `  ${name.padEnd(28)} median ${few} ms, then ${many} ms beside bare: ${(many / few).toFixed(2)} ×\n`,
    );
  }
}

async function measure(config: Config, size: number) {
  const secret = await prepareMember(config);
  const service = await prepareService(config);
  await populate(config, size);
  const loge = await startLoge(config, { LOGE_AUDIENCES: 'api' });
  const { base } = loge;
  try {
    const bearer = await exchanged(base, secret);
    const token = bearer.authorization.slice('Bearer '.length);
    const machine = { authorization: `Bearer ${service}`, 'content-type': 'application/json' };
    const post = (name: string, path: string, headers: Record<string, string>, body?: unknown): Target => ({
      name,
      url: base + path,
      method: 'POST',
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const targets: Target[] = [
      { name: 'GET /v1/users/self, bearer', url: `${base}/v1/users/self`, headers: bearer },
      post('POST /v1/tokens/exchange', '/v1/tokens/exchange', basic(secret)),
      post('POST /v1/introspect', '/v1/introspect', machine, { token }),
      post('POST /v1/ssh/lookup', '/v1/ssh/lookup', machine, {
        fingerprint: await addKey(base, bearer),
      }),
    ];
    const found = [];
    for (const target of targets) {
      const { median, least, most, figure, yardstick: beside } = await loadBeside(asked(target), target);
      process.stdout.write(
        `  ${target.name.padEnd(28)} ${percent(median).padStart(7)} of bare Fastify (${percent(least)} to ${percent(most)}): ` +
          `${figure.perSecond}/s beside ${beside.perSecond}/s, mean ${((1000 * connections) / figure.perSecond).toFixed(2)} ms, ${figure.failures} failures\n`,
      );
      // autocannon's own median is in whole milliseconds, so the time of an answer relative to bare Fastify is kept instead.
      found.push({ name: target.name, p50: Number((1 / median).toFixed(2)) });
    }
    return found;
  } finally {
    await loge.stop();
  }
}

async function prepareService(config: Config): Promise<string> {
  const app = await openApp(config);
  try {
    const made = await createService(app.ctx, commandActor('bench'), {
      name: 'bench',
      scopes: ['ssh:lookup', 'tokens:introspect'],
      audiences: ['api'],
      expiresAt: null,
    });
    return made.secret;
  } finally {
    await app.close();
  }
}

/** Adds an SSH key for the member. Returns its fingerprint in the form that sshd passes. */
async function addKey(base: string, bearer: Record<string, string>): Promise<string> {
  const { publicKey } = generateKeyPairSync('ed25519');
  const content = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const response = await fetch(`${base}/v1/keys`, {
    method: 'POST',
    headers: { ...bearer, 'content-type': 'application/json' },
    body: JSON.stringify({ key: { name: 'bench', content } }),
  });
  if (response.status !== 201) throw new Error(`keys: ${await response.text()}`);
  const { key } = (await response.json()) as { key: { fingerprint_sha256: string } };
  return key.fingerprint_sha256;
}

await bare.stop();
process.stdout.write(
  `\n${connections} connections, ${cpus().length} cores shared with the load, Node ${process.version}\n`,
);
