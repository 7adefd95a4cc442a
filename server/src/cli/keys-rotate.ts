import { makeSigningKey } from '../features/api-tokens/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import type { Command } from './command.ts';

export const keysRotate: Command = async ({ ctx, say }) => {
  const kid = await makeSigningKey(ctx, commandActor('keys rotate'));
  say(
    `New signing key ${kid}. Running servers use it within a minute; the old one stays published until its last JWT expires.`,
  );
  return 0;
};
