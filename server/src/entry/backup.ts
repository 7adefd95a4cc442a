import { openApp } from '../app.ts';
import { UsageError } from '../cli/command.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Config } from '../platform/config/config.ts';
import * as storage from '../platform/storage/backup.ts';
import { withProgress } from './progress.ts';

export async function backup(config: Config, to: string | undefined): Promise<number> {
  if (!to) throw new UsageError('backup --to FOLDER');
  const app = await openApp(config);
  try {
    const { withKey } = await withProgress('copying', storage.backUp(config, app.database, systemClock, to));
    const reminder = withKey ? '' : ' The secret key is not in it: keep LOGE_SECRET_KEY too.';
    process.stdout.write(`Backed up to ${to}.${reminder}\n`);
    return 0;
  } finally {
    await app.close();
  }
}

export async function restore(config: Config, from: string | undefined, replace: boolean): Promise<number> {
  if (!from) throw new UsageError('restore --from FOLDER [--replace]');
  const restoring = storage.restore(config, systemClock, from, replace);
  const { madeAt, aside } = await withProgress('restoring', restoring);
  process.stdout.write(`Restored the backup of ${madeAt}.${aside ? ` The old database is ${aside}.` : ''}\n`);
  return 0;
}
