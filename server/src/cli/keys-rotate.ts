import { makeSigningKey, publishedAheadMs } from '../features/api-tokens/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { onPlatform } from './command-line/command.ts';

export const keysRotate = onPlatform({
  words: 'keys rotate',
  args: [],
  options: {},
  about: 'publishes a new key, which signs JWTs 7 minutes later; the old one goes 70 minutes after that',
  access: 'change',
  async run({ ctx, say }) {
    const kid = await makeSigningKey(ctx, commandActor('keys rotate'));
    say(
      `New signing key ${kid}. It is published within a minute and signs in ${publishedAheadMs / 60_000}, when everybody can know it; the old one stays published until its last JWT has expired.`,
    );
    return 0;
  },
});
