import { removeApplication } from '../features/applications/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { onPlatform, UsageError } from './command-line/command.ts';

export const appRemove = onPlatform({
  words: 'app remove',
  args: ['<id>'],
  options: {},
  about: 'tells Loge that the application is gone',
  access: 'change',
  async run({ ctx, args: [id], say }) {
    if (!(await removeApplication(ctx, commandActor('app remove'), id))) {
      throw new UsageError(`there is no application "${id}"`);
    }
    say(`${id} is no longer known.`);
    return 0;
  },
});
