import type { App } from '../../app.ts';
import { endAfter, stopWithinMs, type untilStopped } from './until-stopped.ts';

const endWithinMs = 5000;

/**
 * Runs until the process is told to stop, or until nothing can be stored any more. Returns the exit code. The rest of the
 * stop then has a deadline. On SIGTERM, which service managers send, the node first says "not ready" and serves for the
 * drain time, so that proxies send their requests elsewhere. A person at a terminal does not wait for that. `told` must
 * listen before the first answer. Otherwise a signal right after that answer would end the process like a crash.
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
