import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../server/src/platform/config/config.ts';
import { freePort } from '../server/test/free-port.ts';
import { startPostgres } from '../server/test/postgres.ts';
import { benchConfig, benchEnvironment } from './prepare.ts';
import { startProgram } from './processes.ts';

/** Runs `measure` with the settings of a Loge that has an empty database: PostgreSQL for `postgres`, SQLite otherwise. */
export async function onDatabase<T>(kind: string, measure: (config: Config) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'loge-bench-'));
  const postgres = kind === 'postgres' ? await startPostgres() : null;
  try {
    const databaseUrl = postgres ? await postgres.createDatabase('bench') : '';
    return await measure(benchConfig(data, await freePort(), databaseUrl));
  } finally {
    await postgres?.remove();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Starts the built program. Returns the process, with its address as `base`. */
export async function startLoge(config: Config, more: Record<string, string> = {}) {
  const loge = await startProgram(
    '../server/dist/program/loge.js',
    ['serve', '--data', config.dataDirectory, '--port', String(config.LOGE_PORT)],
    { ...benchEnvironment, DATABASE_URL: config.DATABASE_URL, ...more },
    /is at http:\/\/localhost:(\d+)/,
  );
  return { ...loge, base: `http://127.0.0.1:${loge.port}` };
}

/** The header by which a program shows an API token. */
export const basic = (secret: string) => ({
  authorization: `Basic ${Buffer.from(`:${secret}`).toString('base64')}`,
});

/** Exchanges an API token for a JWT. Returns the header by which a program shows the JWT. */
export async function exchanged(base: string, secret: string): Promise<{ authorization: string }> {
  const answer = await fetch(`${base}/v1/tokens/exchange`, { method: 'POST', headers: basic(secret) });
  const { token } = (await answer.json()) as { token: string };
  return { authorization: `Bearer ${token}` };
}

export const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;
