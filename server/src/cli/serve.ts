import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openApp } from '../app.ts';
import type { StandIns } from '../demo/stand-ins.ts';
import type { Config } from '../platform/config/config.ts';
import { ConfigError } from '../platform/config/config-error.ts';
import type { Logger } from '../platform/log/logger.ts';
import { databaseInWords, hasDatabaseFile } from '../platform/storage/location.ts';
import { makeDataDirectory } from '../platform/storage/open.ts';
import { onSettings } from './command-line/command.ts';
import { demandDatabase } from './running/demand-database.ts';
import { runUntilStopped } from './running/run-until-stopped.ts';
import { demoOtpauth, demoPeople, seedDemo } from './running/seed-demo.ts';
import { untilStopped } from './running/until-stopped.ts';

const webDirectory = fileURLToPath(new URL('../../../web/dist', import.meta.url));

export const serve = onSettings({
  words: 'serve',
  args: [],
  options: { demo: { about: 'a platform to try, with people in it and a visible outbox' } },
  about: 'serves pages and API, and does the jobs',
  async run({ config }) {
    if (!config.demo) return serveUntilStopped(config);
    claimDemoDirectory(config);
    // Only the demo takes their code along.
    const { startStandIns } = await import('../demo/stand-ins.ts');
    const standIns = await startStandIns(config);
    return serveUntilStopped(standIns.config, standIns.places).finally(() => standIns.stop());
  },
});

async function serveUntilStopped(config: Config, places: StandIns['places'] = []): Promise<number> {
  const app = await openApp(config, { webDirectory });
  for (const note of config.notes) app.ctx.log.warn(note);
  try {
    if (config.demo) await seedDemo(app.ctx);
    await demandDatabase(app);
    const server = await app.http();
    const told = untilStopped();
    await listen(server, config);
    app.jobs.start();
    app.housekeeping.start();
    app.checkpoints.start();
    greet(config, app.ctx.log, places);
    return await runUntilStopped(app, told);
  } finally {
    await app.close();
  }
}

interface Listening {
  listen(options: { port: number; host: string }): Promise<string>;
}

async function listen(server: Listening, config: Config): Promise<void> {
  const { LOGE_PORT: port, LOGE_HOST: host } = config;
  try {
    await server.listen({ port, host });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') throw new ConfigError(`port ${port} is taken: choose another with --port`);
    if (code === 'EACCES')
      throw new ConfigError(`port ${port} needs more rights: choose one above 1023 with --port`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new ConfigError(`LOGE_HOST ${host} is no address of this machine`);
    throw error;
  }
}

/**
 * The demo only ever uses a directory that it made itself. Its passphrases are public, so it must never serve real data.
 */
function claimDemoDirectory(config: Config): void {
  makeDataDirectory(config);
  const mark = join(config.dataDirectory, 'made-by-demo');
  if (existsSync(mark)) return;
  if (hasDatabaseFile(config)) {
    throw new ConfigError(
      `${config.dataDirectory} holds data that the demo did not make: choose another with --data`,
    );
  }
  writeFileSync(mark, 'Made by loge serve --demo. Its passphrases are public.\n');
}

/** Prints the greeting as lines where people read it, else logs it as one line. */
function greet(config: Config, log: Logger, places: StandIns['places']): void {
  const lines = greeting(config, places);
  if (config.demo || process.stdout.isTTY || config.LOGE_LOG_LEVEL === 'silent')
    process.stdout.write(`${lines.join('\n')}\n`);
  else log.info(lines.filter((line) => line !== '').join('; '));
}

function greeting(config: Config, places: StandIns['places']): string[] {
  const { publicUrl, dataDirectory, LOGE_PLATFORM_NAME: name } = config;
  const lines = ['', `${name} is at ${publicUrl.origin}`, `Data: ${databaseInWords(config)}`];
  if (!config.LOGE_SMTP_URL) lines.push(`Mails: ${join(dataDirectory, 'outbox')}, as files`);
  if (!config.demo) return lines;
  const width = Math.max(...demoPeople.map((person) => person.email.length));
  return [
    ...lines,
    `Outbox: ${publicUrl.origin}/outbox`,
    '',
    'Sign in as:',
    ...demoPeople.map(
      ({ who, email, passphrase }) => `  ${who.padEnd(9)} ${email.padEnd(width)}  ${passphrase}`,
    ),
    '',
    'The operator is asked for a code; for an authenticator app:',
    `  ${demoOtpauth(name)}`,
    '',
    'To connect, stand-ins on this machine:',
    ...places.map((place) => `  ${place.name.padEnd(width)}  ${place.origin}`),
    '',
  ];
}
