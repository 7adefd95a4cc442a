import { password } from '@loge/protocol';
import { bind } from '../../../platform/http/bind.ts';
import { passwordSetAt } from './queries.ts';
import { requestReset } from './request-reset.ts';

export const passwordRoutes = [
  bind(password.getPassword, async (ctx, { principal }) => ({
    password: { set_at: await passwordSetAt(ctx.reader, principal.account.id) },
  })),
  bind(password.requestPasswordReset, async (ctx, { actor, body, origin }) => {
    await requestReset(ctx, actor, body, origin);
    return {};
  }),
];
