import { accountByLogin } from '../features/accounts/feature.ts';
import { requestFactorReset } from '../features/authentication/two-factor/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { onPlatform, UsageError } from './command-line/command.ts';

/** Begins the removal of a member's second factors; their mail can stop it until it is due. */
export const memberReset2fa = onPlatform({
  words: 'member reset-2fa',
  args: ['<login>'],
  options: { reason: { value: 'TEXT', needed: true, about: 'why; the member is mailed it' } },
  about: 'removes the second factors of somebody who lost everything, after a wait that their mail can stop',
  access: 'change',
  async run({ ctx, args: [login], options, say }) {
    const reason = options.reason.trim();
    if (reason === '') throw new UsageError('member reset-2fa needs words in --reason TEXT');
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
  },
});
