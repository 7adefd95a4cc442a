import { openApp } from '../app.ts';
import { UsageError } from '../cli/command-line/command.ts';
import { type CommandLine, readCommandLine } from '../cli/command-line/read-command-line.ts';
import { helpOf, usageOf } from '../cli/command-line/usage.ts';
import { commands } from '../cli/commands.ts';
import { makeProgress } from '../cli/running/progress.ts';
import { AppError } from '../kernel/app-error.ts';
import { version } from '../kernel/version.ts';
import { type Config, type Overrides, readConfig } from '../platform/config/config.ts';
import { ConfigError } from '../platform/config/config-error.ts';
import { storageComplaint } from '../platform/storage/faults.ts';

/** For whoever has to say what went wrong. */
let configRead: Config | undefined;

const say = (text: string) => process.stdout.write(`${text}\n`);

async function run(typed: readonly string[]): Promise<number> {
  const line = readCommandLine(commands, typed);
  switch (line.asks) {
    case 'version':
      say(`loge ${version}`);
      return 0;
    case 'nothing':
      say(usageOf(commands));
      return 2;
    case 'help':
      say(line.about === commands ? usageOf(commands) : line.about.map(helpOf).join('\n\n'));
      return 0;
    case 'command':
      return perform(line);
  }
}

async function perform({ command, given }: Extract<CommandLine, { asks: 'command' }>): Promise<number> {
  const run = command.run as (setting: object) => Promise<number>;
  const setting = { ...given, say, progress: makeProgress() };
  if (command.needs === 'nothing') return run(setting);
  configRead = readConfig(overridesIn(given.options));
  if (command.needs === 'settings') return run({ ...setting, config: configRead });
  const app = await openApp(configRead, { access: command.access });
  try {
    return await run({ ...setting, ctx: app.ctx });
  } finally {
    await app.close();
  }
}

function overridesIn(options: Readonly<Record<string, string | boolean | undefined>>): Overrides {
  const text = (name: string) => (typeof options[name] === 'string' ? options[name] : undefined);
  const [data, port, publicUrl] = [text('data'), text('port'), text('public-url')];
  return { data, port, publicUrl, demo: options.demo === true };
}

/** Prints one line for what an operator can mend, and a stack only for a fault of ours. */
function complain(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`loge: ${error.message}\n`);
    return 2;
  }
  const line = error instanceof ConfigError ? error.message : storageComplaint(error, configRead);
  if (line !== null) {
    for (const part of line.split('\n')) process.stderr.write(`loge: ${part}\n`);
    return 1;
  }
  if (error instanceof AppError) {
    const fields = Object.entries(error.details.fields ?? {}).map(
      ([field, issues]) => `${field}: ${issues[0]?.code}`,
    );
    process.stderr.write(`loge: ${fields.length > 0 ? fields.join(', ') : error.message}\n`);
    return 1;
  }
  process.stderr.write(`loge: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 70;
}

// The database, its log and backups are readable by this user alone.
process.umask(0o077);
process.exitCode = await run(process.argv.slice(2)).catch(complain);
