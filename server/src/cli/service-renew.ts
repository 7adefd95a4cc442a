import { renewService } from '../features/services/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { onPlatform } from './command-line/command.ts';
import { wholeNumber } from './command-line/whole-number.ts';
import { serviceNamed } from './running/service-named.ts';

const maxOverlapSeconds = 30 * 86_400;

export const serviceRenew = onPlatform({
  words: 'service renew',
  args: ['<name or id>'],
  options: { overlap: { value: 'SECONDS', about: 'how long the old secret goes on working (0)' } },
  about: 'gives it a new secret; the old one dies at once, or after the overlap',
  access: 'change',
  async run({ ctx, args: [name], options, say }) {
    const credential = await serviceNamed(ctx, name);
    const overlap = wholeNumber(options.overlap, '--overlap', 0, maxOverlapSeconds);
    const secret = await renewService(ctx, commandActor('service renew'), credential, overlap * 1000);
    const old = overlap === 0 ? 'has stopped working' : `works for another ${overlap} seconds`;
    say(`${credential.name} has a new secret, shown this once; the old one ${old}:`);
    say(secret);
    return 0;
  },
});
