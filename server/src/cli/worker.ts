import { openApp } from '../app.ts';
import { onSettings } from './command-line/command.ts';
import { demandDatabase } from './running/demand-database.ts';
import { runUntilStopped } from './running/run-until-stopped.ts';
import { untilStopped } from './running/until-stopped.ts';

export const worker = onSettings({
  words: 'worker',
  args: [],
  options: {},
  about: 'does only the jobs (mails and the like); any number may run beside the servers',
  async run({ config }) {
    const app = await openApp(config, { access: 'change' });
    for (const note of config.notes) app.ctx.log.warn(note);
    try {
      await demandDatabase(app);
      const told = untilStopped();
      app.jobs.start();
      app.housekeeping.start();
      app.checkpoints.start();
      app.ctx.log.info('doing jobs');
      return await runUntilStopped(app, told);
    } finally {
      await app.close();
    }
  },
});
