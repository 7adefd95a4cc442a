import { createOperator } from '../features/authentication/sign-up/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { type Command, UsageError } from './command.ts';

export const operatorCreate: Command = async ({ ctx, args, say }) => {
  const [email, username] = args;
  if (!email) throw new UsageError('operator create <e-mail> [username]');
  const { link, account } = await createOperator(ctx, commandActor('operator create'), { email, username });
  say(
    `${account.username} is an operator. To choose a password, open this link within an hour; it works once:`,
  );
  say(link);
  return 0;
};
