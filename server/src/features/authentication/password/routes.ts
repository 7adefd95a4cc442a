import { password } from '@loge/protocol';
import { bind } from '../../../platform/http/bind.ts';
import { requestReset } from './request-reset.ts';
import { resetPassword } from './reset-password.ts';

export const passwordRoutes = [
  bind(password.requestPasswordReset, async (ctx, { actor, body, origin }) => {
    await requestReset(ctx, actor, body, origin);
    return {};
  }),
  bind(password.resetPassword, async (ctx, { actor, body, origin }) => {
    await resetPassword(ctx, actor, body, origin);
    return {};
  }),
];
