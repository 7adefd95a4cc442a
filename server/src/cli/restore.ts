import { systemClock } from '../kernel/clock.ts';
import * as storage from '../platform/storage/restore.ts';
import { onSettings } from './command-line/command.ts';
import { withProgress } from './running/progress.ts';

const keyWords: Record<storage.RestoredKey, readonly string[]> = {
  'as before': [],
  missing: ['The secret key of the backup is not here: set LOGE_SECRET_KEY to it before you start.'],
  replaced: [
    'Its secret key is another than the one that was used here until now. If it was replaced because it had leaked, replace it again: loge secret-key rotate.',
  ],
  'being replaced': [
    'Its secret key was being replaced when it was made: loge secret-key rotate goes on with that.',
  ],
};

export const restore = onSettings({
  words: 'restore',
  args: [],
  options: {
    from: { value: 'FOLDER', needed: true, about: 'the backup' },
    replace: { about: 'put it in the place of a database that holds something, and keep that' },
  },
  about: 'puts a backup in place, with servers and workers stopped',
  async run({ config, options, say }) {
    const restoring = storage.restore(config, systemClock, options.from, options.replace);
    const { madeAt, aside, key } = await withProgress('restoring', restoring);
    const again = config.DATABASE_URL ? `restore --from ${aside} --replace` : `--data ${aside}`;
    say(`Restored the backup of ${madeAt}.`);
    if (aside) say(`What was there is kept in ${aside}: ${again} opens it again.`);
    for (const line of keyWords[key]) say(line);
    return 0;
  },
});
