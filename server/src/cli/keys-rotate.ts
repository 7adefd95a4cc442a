import { makeSigningKey, publishedAheadMs } from '../features/api-tokens/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import type { Command } from './command.ts';

export const keysRotate: Command = async ({ ctx, say }) => {
  const kid = await makeSigningKey(ctx, commandActor('keys rotate'));
  say(
    `New signing key ${kid}. It is published within a minute and signs in ${publishedAheadMs / 60_000}, when everybody can know it; the old one stays published until its last JWT has expired.`,
  );
  return 0;
};
