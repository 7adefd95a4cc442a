import { accountByLogin } from '../features/accounts/feature.ts';
import { requestFactorReset } from '../features/authentication/two-factor/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { type Command, UsageError } from './command.ts';

/** Begins the removal of a member's second factors; their mail can stop it until it is due. */
export const memberReset2fa: Command = async ({ ctx, args, options, say }) => {
  const [login] = args;
  const reason = options.reason?.trim() ?? '';
  if (!login || reason === '') throw new UsageError('member reset-2fa <e-mail or username> --reason "…"');
  const account = await accountByLogin(ctx.reader, login);
  if (!account) throw new UsageError(`there is no member "${login}"`);
  if (account.operator_since !== null) {
    throw new UsageError(`${account.username} is an operator: loge operator reset ${account.username}`);
  }
  const dueAt = await requestFactorReset(ctx, commandActor('member reset-2fa'), account, reason);
  say(
    `The second factor of ${account.username} is removed at ${dueAt}. Every address that the account held in the last week has been told, and can stop it until then.`,
  );
  return 0;
};
