import { accountByLogin } from '../features/accounts/feature.ts';
import { resetOperator } from '../features/authentication/enrolment/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { type Command, UsageError } from './command.ts';

/** Takes everything away that opens an operator's account, and prints the link to enrol anew. */
export const operatorReset: Command = async ({ ctx, args, say }) => {
  const [login] = args;
  if (!login) throw new UsageError('operator reset <e-mail or username>');
  const account = await accountByLogin(ctx.reader, login);
  if (!account || account.operator_since === null) throw new UsageError(`there is no operator "${login}"`);
  const link = await resetOperator(ctx, commandActor('operator reset'), account);
  say(
    `The password and second factors of ${account.username} no longer work, sessions have ended and tokens are revoked. This link sets up new ones; it works once, within an hour:`,
  );
  say(link);
  return 0;
};
