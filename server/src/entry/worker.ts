import { openApp } from '../app.ts';
import type { Config } from '../platform/config/config.ts';
import { demandDatabase } from './demand-database.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { untilStopped } from './until-stopped.ts';

/** Does jobs until told to stop; any number may run beside the servers. */
export async function work(config: Config): Promise<number> {
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
}
