import { signUp as protocol } from '@loge/protocol';
import { bind } from '../../../platform/http/bind.ts';
import { toUser } from '../../accounts/feature.ts';
import { confirmEmail } from './confirm-email.ts';
import { resendConfirmation } from './resend-confirmation.ts';
import { signUp } from './sign-up.ts';

export const signUpRoutes = [
  bind(protocol.signUp, async (ctx, { actor, body, origin }) => ({
    user: await signUp(ctx, actor, body, origin),
  })),
  bind(protocol.confirmEmail, async (ctx, { actor, principal, body }) => ({
    user: await toUser(await confirmEmail(ctx, actor, principal.account, body.token), ctx),
  })),
  bind(protocol.resendConfirmation, async (ctx, { actor, principal }) => {
    await resendConfirmation(ctx, actor, principal.account);
    return {};
  }),
];
