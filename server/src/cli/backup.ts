import { systemClock } from '../kernel/clock.ts';
import { backUp, type KeyInBackup } from '../platform/storage/backup.ts';
import { onSettings } from './command-line/command.ts';
import { withProgress } from './running/progress.ts';

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

export const backup = onSettings({
  words: 'backup',
  args: [],
  options: { to: { value: 'FOLDER', needed: true, about: 'a new folder for it' } },
  about: 'copies the database while it is in use',
  async run({ config, options: { to }, say }) {
    const key = await withProgress('copying', backUp(config, systemClock, to));
    say(`Backed up to ${to}.${keyWords[key]}`);
    return 0;
  },
});
