import { providerSignIn } from '@loge/protocol';
import { bind, type ReplyTools } from '../../../platform/http/bind.ts';
import { providerCookie, providerCookieHeader, sessionCookieHeader } from '../../../platform/http/cookies.ts';
import { toUser } from '../../accounts/feature.ts';
import { cookiesOf, setSignInCookies } from '../sessions/feature.ts';
import { beginConnecting, beginProof, beginSignIn, lifetimeMs } from './begin.ts';
import { completeAuthorization } from './complete-authorization.ts';
import { openIdentified } from './open-authorization.ts';
import { signUpByProvider } from './sign-up-by-provider.ts';

/** For the way to the provider and back, and for the form or the second factor after it. */
const cookieSeconds = (2 * lifetimeMs) / 1000;

function answerBegun(reply: ReplyTools, { authorization, browser }: Awaited<ReturnType<typeof beginSignIn>>) {
  reply.setCookie(providerCookieHeader(browser, cookieSeconds));
  return { authorization };
}

export const providerSignInRoutes = [
  bind(providerSignIn.begin, async (ctx, { actor, body, cookie, origin, reply }) =>
    answerBegun(reply, await beginSignIn(ctx, actor, body, cookie(providerCookie), origin)),
  ),
  bind(providerSignIn.connect, async (ctx, { actor, principal, body, cookie, reply }) =>
    answerBegun(reply, await beginConnecting(ctx, actor, principal, body, cookie(providerCookie))),
  ),
  bind(providerSignIn.beginProof, async (ctx, { actor, principal, body, cookie, reply }) =>
    answerBegun(reply, await beginProof(ctx, actor, principal, body, cookie(providerCookie))),
  ),
  bind(providerSignIn.complete, async (ctx, { actor, principal, body, cookie, origin, reply }) => {
    const browser = cookie(providerCookie);
    const came = { actor, principal, origin, browser, cookies: cookiesOf(cookie) };
    const { outcome, signedIn, proved } = await completeAuthorization(ctx, came, body);
    if (signedIn) setSignInCookies(reply, signedIn);
    if (proved) reply.setCookie(sessionCookieHeader(proved.secret, proved.maxAgeSeconds));
    return { provider_sign_in: outcome };
  }),
  bind(providerSignIn.signUp, async (ctx, { actor, body, cookie, origin, reply }) => {
    const authorization = await openIdentified(ctx, body.state, cookie(providerCookie));
    const { account, signedIn } = await signUpByProvider(
      ctx,
      actor,
      authorization,
      body,
      cookiesOf(cookie),
      origin,
    );
    if (signedIn) setSignInCookies(reply, signedIn);
    return { user: await toUser(signedIn?.account ?? account, ctx), signed_in: signedIn !== null };
  }),
];
