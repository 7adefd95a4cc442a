import { makeLogger } from '../platform/log/logger.ts';
import { readFrontConfig } from '../ssh/front/front-config.ts';
import { Failure } from '../ssh/machines/failure.ts';
import { onNothing } from './command-line/command.ts';
import { endAfter, stopWithinMs, untilStopped } from './running/until-stopped.ts';

/**
 * The front for command-line logins: whoever proves a member's SSH key gets a five-minute JWT. Nothing of the server is in
 * it: it asks Loge, and stands where the platform's SSH stands.
 */
export const sshFront = onNothing({
  words: 'ssh-front',
  args: [],
  options: { config: { value: 'FILE', needed: true, about: 'its settings, readable by its user alone' } },
  about: 'logs command lines in by SSH key',
  async run({ options, say }) {
    try {
      // The library is large, and only this command needs it.
      const { startFront } = await import('../ssh/front/front.ts');
      const config = readFrontConfig(options.config);
      const told = untilStopped();
      const front = await startFront(config, makeLogger('info'));
      say(
        `Command lines log in at ${config.listen.host}, port ${front.port}. Host key ${front.hostKey.fingerprint}.`,
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
  },
});
