import { migrateStorage } from '../platform/storage/migrate.ts';
import { onSettings } from './command-line/command.ts';
import { withProgress } from './running/progress.ts';

export const migrate = onSettings({
  words: 'migrate',
  args: [],
  options: {},
  about: "brings the database to this program's schema; serve does it too, under a lock",
  async run({ config, say }) {
    const ran = await withProgress('migrating', migrateStorage(config));
    say(ran.length === 0 ? 'The database is up to date.' : `Migrated: ${ran.join(', ')}.`);
    return 0;
  },
});
