import { accountByLogin } from '../features/accounts/feature.ts';
import { resetOperator } from '../features/authentication/enrolment/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { onPlatform, UsageError } from './command-line/command.ts';

export const operatorReset = onPlatform({
  words: 'operator reset',
  args: ['<login>'],
  options: {},
  about:
    "ends all that opens an operator's account (password, factors, sessions, tokens); prints a link to enrol anew",
  access: 'change',
  async run({ ctx, args: [login], say }) {
    const account = await accountByLogin(ctx.reader, login);
    if (!account || account.operator_since === null) throw new UsageError(`there is no operator "${login}"`);
    const link = await resetOperator(ctx, commandActor('operator reset'), account);
    say(
      `The password and second factors of ${account.username} no longer work, sessions have ended and tokens are revoked. This link sets up new ones; it works once, within an hour:`,
    );
    say(link);
    return 0;
  },
});
