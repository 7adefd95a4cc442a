import { sessions } from '@loge/protocol';
import { bind } from '../../../platform/http/bind.ts';
import { endedSessionCookieHeader, sessionCookieHeader } from '../../../platform/http/cookies.ts';
import { toUser } from '../../accounts/feature.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

export const sessionRoutes = [
  bind(sessions.signIn, async (ctx, { body, origin, reply }) => {
    const { account, secret, maxAgeSeconds } = await signIn(ctx, body, origin);
    reply.setCookie(sessionCookieHeader(secret, maxAgeSeconds));
    return { user: toUser(account, ctx.config) };
  }),
  bind(sessions.signOut, async (ctx, { actor, principal, reply }) => {
    await signOut(ctx, actor, principal);
    reply.setCookie(endedSessionCookieHeader);
    return undefined;
  }),
];
