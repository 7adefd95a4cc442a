import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { hash, verify } from '@node-rs/argon2';
import type { Config } from '../server/src/platform/config/config.ts';
import { connections, load, type Target } from './load.ts';
import { exchanged, onDatabase, percent, startLoge } from './loge.ts';
import { benchMember, benchPassword, otherMember, prepareMember } from './prepare.ts';
import { startProgram } from './processes.ts';

/**
 * Measures signing in with the default argon2 parameters: how much of the bare argon2 rate of these cores it reaches,
 * whether an unknown account answers like a wrong password, and how much a flood of wrong passwords slows everybody else.
 * See bench/README.md.
 *
 *     node bench/sign-in.ts [sqlite] [postgres]
 */
const kinds = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['sqlite', 'postgres'];
const seconds = 4;
// There are many short turns, because the machine's speed differs by half from minute to minute.
const rounds = 15;
const turnSeconds = 2;
/** A pause between turns. Requests from the end of a turn are still being hashed after it, and must not slow the next turn. */
const pauseMs = 600;
const argon2 = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
const percentile = (numbers: readonly number[], share: number): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

/** Runs `act` again and again from `clients` at once. Returns how many ran a second, and the milliseconds of each. */
async function repeat(clients: number, forSeconds: number, act: () => Promise<unknown>) {
  const until = performance.now() + forSeconds * 1000;
  const times: number[] = [];
  const client = async () => {
    while (performance.now() < until) {
      const begun = performance.now();
      await act();
      times.push(performance.now() - begun);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  return { perSecond: times.length / ((performance.now() - begun) / 1000), times };
}

/** The members who sign in, one for each connection, because no real member signs in 200 times a second. */
const members = Array.from({ length: connections }, (_, n) => otherMember(n).email);

/** One browser, which the accounts know after the first time. New browsers would add the cost of the mails about them. */
const browser = `__Host-loge_browser=${'b'.repeat(43)}`;

const phc = await hash('something', argon2);
const bare = () => repeat(cpus().length, turnSeconds, () => verify(phc, 'something else'));
/** A Fastify that does argon2 and nothing else. The same load on it shows what the load itself costs. */
const server = await startProgram(
  './bare-fastify.ts',
  [],
  { UV_THREADPOOL_SIZE: String(cpus().length) },
  /listening (\d+)/,
);
const attempt = (url: string): Omit<Target, 'body' | 'bodies'> => ({
  name: url,
  url,
  method: 'POST',
  headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie: browser },
});
const credentials = (login: string, password: string) => JSON.stringify({ session: { login, password } });
const everybody = members.map((login) => credentials(login, benchPassword));
const served = { ...attempt(`http://127.0.0.1:${server.port}/argon2`), bodies: everybody };

for (const kind of kinds) {
  process.stdout.write(`\n${kind}\n`);
  await onDatabase(kind, measure);
}

async function measure(config: Config): Promise<void> {
  const secret = await prepareMember(config, connections);
  const loge = await startLoge(config);
  const { base } = loge;
  const target = attempt(`${base}/v1/sessions`);
  const signIn = async (login: string, password: string, expected: number) => {
    const { url, ...init } = target;
    const response = await fetch(url, { ...init, body: credentials(login, password) } as RequestInit);
    await response.arrayBuffer();
    if (response.status !== expected) throw new Error(`${login}: ${response.status}`);
  };
  try {
    // Measured in turns with the yardstick, because the machine's speed differs from minute to minute.
    const ratios: number[] = [];
    const servedRatios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const yardstick = await bare();
      const beside = await load(served, turnSeconds);
      await setTimeout(pauseMs);
      const ours = await load({ ...target, bodies: everybody }, turnSeconds);
      await setTimeout(pauseMs);
      if (beside.failures + ours.failures > 0) throw new Error(`${beside.failures + ours.failures} failures`);
      ratios.push(ours.perSecond / yardstick.perSecond);
      servedRatios.push(ours.perSecond / beside.perSecond);
      process.stdout.write(
        `  sign-ins ${ours.perSecond}/s beside ${yardstick.perSecond.toFixed(1)} bare argon2/s, ` +
          `${beside.perSecond}/s of a Fastify that does argon2 only\n`,
      );
    }
    process.stdout.write(
      `  share of bare argon2: ${percent(median(ratios))}; of the same behind Fastify, under the same load: ` +
        `${percent(median(servedRatios))} (medians of ${rounds})\n`,
    );

    const times = { unknown: [] as number[], wrong: [] as number[] };
    for (let i = 0; i < 200; i++) {
      for (const [which, login] of [
        ['unknown', 'nobody@example.test'],
        ['wrong', benchMember.email],
      ] as const) {
        const begun = performance.now();
        await signIn(login, 'not the password', 401);
        times[which].push(performance.now() - begun);
      }
    }
    const [unknown, wrong] = [median(times.unknown), median(times.wrong)];
    process.stdout.write(
      `  medians of 200: unknown account ${unknown.toFixed(2)} ms, wrong password ${wrong.toFixed(2)} ms, ` +
        `${((Math.abs(unknown - wrong) / wrong) * 100).toFixed(2)} % apart\n`,
    );

    const headers = await exchanged(base, secret);
    const self = async () => {
      const response = await fetch(`${base}/v1/users/self`, { headers });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`self: ${response.status}`);
    };
    await repeat(4, 2, self);
    const calm = await repeat(4, seconds, self);
    const body = credentials(benchMember.email, 'not the password');
    const flood = load({ ...target, body, aside: true }, seconds * 2 + 2);
    await setTimeout(1000);
    const stormy = await repeat(4, seconds * 2, self);
    const { perSecond } = await flood;
    const [before, during] = [percentile(calm.times, 0.99), percentile(stormy.times, 0.99)];
    process.stdout.write(
      `  p99 of GET /v1/users/self: ${before.toFixed(2)} ms alone, ${during.toFixed(2)} ms beside 32 clients with wrong ` +
        `passwords: ${(during / before).toFixed(2)} × (they tried ${perSecond}/s)\n`,
    );
  } finally {
    await loge.stop();
  }
}

process.stdout.write(
  `\nargon2id ${argon2.memoryCost} KiB, ${argon2.timeCost} passes; ${cpus().length} cores shared with the load, Node ${process.version}\n`,
);

await server.stop();
