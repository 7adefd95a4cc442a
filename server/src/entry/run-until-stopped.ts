import type { App } from '../app.ts';
import { endAfter, stopWithinMs, type untilStopped } from './until-stopped.ts';

const endWithinMs = 5000;

/**
 * Runs until told to stop, or until nothing can be kept any more; returns the exit code, with the rest of the stop under
 * a deadline. Told by SIGTERM, as service managers do, it first says "not ready" and goes on for the drain time, so that
 * proxies send their requests elsewhere; somebody at a terminal does not wait for that. `told` listens from before the
 * first answer on: whoever is told to stop right after it would else die as in a crash.
 */
export async function runUntilStopped(app: App, told: ReturnType<typeof untilStopped>): Promise<number> {
  const { log, config, readiness } = app.ctx;
  const broken = app.database.broken.then((reason) => ({ reason }));
  const end = await Promise.race([told, broken]);
  if (typeof end === 'object') {
    log.fatal({ err: end.reason }, 'the disk did not keep what was written: ending, to be started anew');
    endAfter(endWithinMs);
    return 1;
  }
  readiness.leave();
  if (end === 'SIGTERM' && config.drainMs > 0) {
    log.info({ ms: config.drainMs }, 'told to stop: not ready from now on');
    await Promise.race([new Promise((resolve) => setTimeout(resolve, config.drainMs)), broken]);
  }
  endAfter(stopWithinMs, () => log.error('the stop took too long: ending with what was left'));
  return 0;
}
