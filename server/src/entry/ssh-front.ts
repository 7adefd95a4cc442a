import { makeLogger } from '../platform/log/logger.ts';
import { Failure } from './machines/failure.ts';
import { startFront } from './ssh-front/front.ts';
import { readFrontConfig } from './ssh-front/front-config.ts';
import { endAfter, stopWithinMs, untilStopped } from './until-stopped.ts';

/**
 * The front for command-line logins: whoever proves a member's SSH key gets a five-minute JWT. Nothing of the server is in
 * it: it asks Loge, and stands where the platform's SSH stands.
 */
export async function sshFront(configFile: string | undefined): Promise<number> {
  try {
    if (!configFile) throw new Failure('usage: loge ssh-front --config FILE');
    const config = readFrontConfig(configFile);
    const told = untilStopped();
    const front = await startFront(config, makeLogger('info'));
    process.stdout.write(
      `Command lines log in at ${config.listen.host}, port ${front.port}. Host key ${front.hostKey.fingerprint}.\n`,
    );
    await told;
    endAfter(stopWithinMs);
    await front.stop();
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`loge ssh-front: ${error.message}\n`);
    return 1;
  }
}
