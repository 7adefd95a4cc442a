import { openApp } from '../app.ts';
import { appRegister, appRemove } from '../cli/app.ts';
import { type Command, UsageError } from '../cli/command.ts';
import { journalVerify } from '../cli/journal-verify.ts';
import { keysRotate } from '../cli/keys-rotate.ts';
import { memberImport } from '../cli/member-import.ts';
import { memberReset2fa } from '../cli/member-reset-2fa.ts';
import { operatorCreate } from '../cli/operator-create.ts';
import { operatorReset } from '../cli/operator-reset.ts';
import { serviceCreate, serviceList, serviceRenew, serviceRevoke } from '../cli/service.ts';
import { AppError } from '../kernel/app-error.ts';
import { version } from '../kernel/version.ts';
import { type Config, readConfig } from '../platform/config/config.ts';
import { ConfigError } from '../platform/config/config-error.ts';
import { storageComplaint } from '../platform/storage/faults.ts';
import type { Access } from '../platform/storage/open.ts';
import { backup, restore } from './backup.ts';
import { doctor } from './doctor.ts';
import { migrate } from './migrate.ts';
import { type Options, readOptions, usage } from './options.ts';
import { makeProgress } from './progress.ts';
import { rotateSecretKey } from './rotate-secret-key.ts';
import { serve } from './serve.ts';
import { sshAuthorizedKeys } from './ssh-authorized-keys.ts';
import { work } from './worker.ts';

/** Commands that work on an open platform, by their words, and what they may do to its database. */
const operatorCommands: Record<string, readonly [Access, Command]> = {
  // The first operator, and members who are taken over, come before the first start.
  'operator create': ['make', operatorCreate],
  'operator reset': ['change', operatorReset],
  'member import': ['make', memberImport],
  'member reset-2fa': ['change', memberReset2fa],
  'app register': ['change', appRegister],
  'app remove': ['change', appRemove],
  'service create': ['change', serviceCreate],
  'service list': ['read', serviceList],
  'service renew': ['change', serviceRenew],
  'service revoke': ['change', serviceRevoke],
  'keys rotate': ['change', keysRotate],
  'journal verify': ['read', journalVerify],
};

/** For whoever has to say what went wrong. */
let configRead: Config | undefined;

async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const [first = '', second = ''] = options.words;
  if (options.version) {
    process.stdout.write(`loge ${version}\n`);
    return 0;
  }
  if (options.help || first === '') {
    process.stdout.write(`${usage}\n`);
    return options.help ? 0 : 2;
  }
  const config = () => {
    configRead = readConfig(options);
    return configRead;
  };
  switch (first) {
    case 'serve':
      return serve(config());
    case 'worker':
      return work(config());
    case 'migrate':
      return migrate(config());
    case 'backup':
      return backup(config(), options.to);
    case 'restore':
      return restore(config(), options.from, options.replace);
    case 'secret-key':
      return rotateSecretKey(config(), options.words);
    case 'doctor':
      return doctor(config());
    case 'ssh-authorized-keys':
      // To try it by hand; sshd starts `ssh-authorized-keys.ts` itself, which is there at once.
      return sshAuthorizedKeys([...(options.config ? [options.config] : []), ...options.words.slice(1)], {
        out: (text) => process.stdout.write(text),
        err: (text) => process.stderr.write(text),
      });
    case 'ssh-front':
      // Its library is heavy, and no other command's.
      return (await import('./ssh-front.ts')).sshFront(options.config);
    default: {
      const command = operatorCommands[`${first} ${second}`];
      if (!command) throw new UsageError(`there is no command "${options.words.join(' ')}"\n\n${usage}`);
      return operate(...command, config(), options);
    }
  }
}

async function operate(access: Access, command: Command, config: Config, options: Options): Promise<number> {
  const app = await openApp(config, { access });
  try {
    return await command({
      ctx: app.ctx,
      args: options.words.slice(2),
      options,
      say: (line) => process.stdout.write(`${line}\n`),
      progress: makeProgress(),
    });
  } finally {
    await app.close();
  }
}

/** One clear line for what an operator can mend; a stack only for what is our own fault. */
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
