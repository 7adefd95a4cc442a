import { UsageError } from '../cli/command.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Config } from '../platform/config/config.ts';
import { backUp, type KeyInBackup } from '../platform/storage/backup.ts';
import * as storage from '../platform/storage/restore.ts';
import { withProgress } from './progress.ts';

const keyWords: Record<KeyInBackup, string> = {
  'in it': '',
  'given elsewhere': ' The secret key is not in it: keep LOGE_SECRET_KEY too.',
  'given as previous':
    ' The secret key is not in it: keep LOGE_SECRET_KEY_PREVIOUS too, which this database is used with until loge secret-key rotate.',
  'both given elsewhere':
    ' The secret key is being replaced, and neither is in it: keep both LOGE_SECRET_KEY and LOGE_SECRET_KEY_PREVIOUS too, or back up again when loge secret-key rotate has ended.',
  another:
    ' The secret key is not in it, and the one that is given or kept here is another: keep the one that this database is used with.',
  missing:
    ' The secret key is not in it, for it is not here: keep the LOGE_SECRET_KEY that this database is used with.',
};

export async function backup(config: Config, to: string | undefined): Promise<number> {
  if (!to) throw new UsageError('backup --to FOLDER');
  const key = await withProgress('copying', backUp(config, systemClock, to));
  process.stdout.write(`Backed up to ${to}.${keyWords[key]}\n`);
  return 0;
}

const restoredKeyWords: Record<storage.RestoredKey, readonly string[]> = {
  'as before': [],
  missing: ['The secret key of the backup is not here: set LOGE_SECRET_KEY to it before you start.'],
  replaced: [
    'Its secret key is another than the one that was used here until now. If it was replaced because it had leaked, replace it again: loge secret-key rotate.',
  ],
  'being replaced': [
    'Its secret key was being replaced when it was made: loge secret-key rotate goes on with that.',
  ],
};

export async function restore(config: Config, from: string | undefined, replace: boolean): Promise<number> {
  if (!from) throw new UsageError('restore --from FOLDER [--replace]');
  const restoring = storage.restore(config, systemClock, from, replace);
  const { madeAt, aside, key } = await withProgress('restoring', restoring);
  const again = config.DATABASE_URL ? `restore --from ${aside} --replace` : `--data ${aside}`;
  process.stdout.write(
    [
      `Restored the backup of ${madeAt}.`,
      ...(aside ? [`What was there is kept in ${aside}: ${again} opens it again.`] : []),
      ...restoredKeyWords[key],
      '',
    ].join('\n'),
  );
  return 0;
}
