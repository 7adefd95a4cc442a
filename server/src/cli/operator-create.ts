import { createOperator } from '../features/authentication/sign-up/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { onPlatform } from './command-line/command.ts';

/** The printed link is for the operator alone. */
export const operatorCreate = onPlatform({
  words: 'operator create',
  args: ['<e-mail>', '[username]'],
  options: {},
  about:
    'makes an operator; prints a link, good once within an hour, to enrol: a password if there is none, a second factor',
  // The first operator may be made before the first start.
  access: 'make',
  async run({ ctx, args: [email, username], say }) {
    const { link, account } = await createOperator(ctx, commandActor('operator create'), { email, username });
    if (link === null) {
      say(`${account.username} is an operator, with a second factor: there is nothing to enrol.`);
      return 0;
    }
    say(
      `${account.username} becomes an operator by this link, which works once within an hour. It asks for a password, where there is none, and sets up the second factor:`,
    );
    say(link);
    return 0;
  },
});
