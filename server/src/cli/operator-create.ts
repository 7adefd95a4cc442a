import { createOperator } from '../features/authentication/sign-up/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { type Command, UsageError } from './command.ts';

/** Makes an operator; the link that it prints is for them, and for nobody else. */
export const operatorCreate: Command = async ({ ctx, args, say }) => {
  const [email, username] = args;
  if (!email) throw new UsageError('operator create <e-mail> [username]');
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
};
