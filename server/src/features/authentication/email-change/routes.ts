import { emailChange } from '@loge/protocol';
import { hours, instantOf } from '../../../kernel/clock.ts';
import { bind } from '../../../platform/http/bind.ts';
import { lockAccount, toUser } from '../../accounts/feature.ts';
import { confirmEmailChange } from './confirm-email-change.ts';
import { waitingChange } from './queries.ts';
import { giveUpChange } from './request-email-change.ts';
import { cancelByLink, undoEmailChange } from './undo-email-change.ts';

export const emailChangeRoutes = [
  bind(emailChange.getEmail, async (ctx, { principal: { account } }) => {
    const waiting = account.pending_email === null ? undefined : await waitingChange(ctx.reader, account.id);
    return {
      email: {
        address: account.email,
        confirmed_at: account.email_confirmed_at,
        pending: waiting
          ? {
              address: waiting.new_email,
              requested_at: waiting.requested_at,
              expires_at: instantOf(Date.parse(waiting.requested_at) + hours(emailChange.linkHours)),
            }
          : null,
      },
    };
  }),
  bind(emailChange.confirmEmailChange, async (ctx, { actor, principal, body }) => ({
    user: await toUser(await confirmEmailChange(ctx, actor, principal.account, body.token), ctx),
  })),
  bind(emailChange.cancelEmailChange, async (ctx, { actor, body }) => {
    await cancelByLink(ctx, actor, body.token);
    return {};
  }),
  bind(emailChange.withdrawEmailChange, async (ctx, { actor, principal }) => {
    await ctx.write(actor, async (tx) => {
      const account = await lockAccount(tx, principal.account.id);
      if (account) await giveUpChange(tx, actor, account);
    });
    return undefined;
  }),
  bind(emailChange.undoEmailChange, async (ctx, { actor, body }) => {
    await undoEmailChange(ctx, actor, body.token);
    return {};
  }),
];
