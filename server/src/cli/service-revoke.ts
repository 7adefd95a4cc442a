import { revokeService } from '../features/services/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { onPlatform } from './command-line/command.ts';
import { serviceNamed } from './running/service-named.ts';

export const serviceRevoke = onPlatform({
  words: 'service revoke',
  args: ['<name or id>'],
  options: {},
  about: 'has it refused from its next request on',
  access: 'change',
  async run({ ctx, args: [name], say }) {
    const credential = await serviceNamed(ctx, name);
    await revokeService(ctx, commandActor('service revoke'), credential);
    say(`${credential.name} is refused from its next request on.`);
    return 0;
  },
});
