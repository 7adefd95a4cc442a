import { providerSignIn, type ReplyOf } from '@loge/protocol';
import { instantOf } from '../../../kernel/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { bind, type Call, type ReplyTools } from '../../../platform/http/bind.ts';
import {
  providerCookie,
  providerCookieHeader,
  sessionCookie,
  sessionCookieHeader,
} from '../../../platform/http/cookies.ts';
import { addressHolder, toUser, usernameFromName } from '../../accounts/feature.ts';
import { identityOf } from '../identities/feature.ts';
import { cookiesOf, setSignInCookies } from '../sessions/feature.ts';
import { beginConnecting, beginProof, beginSignIn, lifetimeMs } from './begin.ts';
import { beginnerOf, connectIdentity } from './connect.ts';
import { enter } from './enter.ts';
import {
  type Identified,
  identifyAuthorization,
  openAuthorization,
  openIdentified,
  providerOf,
} from './open-authorization.ts';
import { proveByProvider } from './prove-by-provider.ts';
import { signUpByProvider } from './sign-up-by-provider.ts';

/** For the way to the provider and back, and for the form or the second factor after it. */
const cookieSeconds = (2 * lifetimeMs) / 1000;

function answerBegun(reply: ReplyTools, { authorization, browser }: Awaited<ReturnType<typeof beginSignIn>>) {
  reply.setCookie(providerCookieHeader(browser, cookieSeconds));
  return { authorization };
}

type Completed = ReplyOf<typeof providerSignIn.complete>['provider_sign_in'];

const said = (
  authorization: Pick<Identified, 'provider'>,
  outcome: Completed['outcome'],
  more: Partial<Completed> = {},
): Completed => ({
  ...{ user: null, next: null, sign_up: null },
  ...more,
  outcome,
  provider: providerOf(authorization),
});

/** Nobody signs in with that provider account yet. */
async function newcomer(ctx: Context, authorization: Identified): Promise<Completed> {
  const { email, username } = authorization;
  const holder = email === null ? undefined : await addressHolder(ctx.reader, email, instantOf(ctx.now()));
  const free = await usernameFromName(ctx.reader, username, ctx.config.LOGE_PLATFORM_NAME);
  return said(authorization, holder ? 'address_taken' : 'sign_up', {
    sign_up: { provider_username: username, username: free, email },
  });
}

async function complete(ctx: Context, call: Call<typeof providerSignIn.complete>): Promise<Completed> {
  const { actor, principal, body, cookie, origin, reply } = call;
  const found = await openAuthorization(ctx, body.state, cookie(providerCookie));
  // Before the provider is asked: somebody who was signed out meanwhile is told so.
  const beginner = found.purpose === 'sign_in' ? null : beginnerOf(found, principal);
  const authorization = await identifyAuthorization(ctx, actor, found, body);
  const identity = await identityOf(ctx.reader, authorization);
  const offered = { otp: body.otp, passkey: body.passkey };
  if (beginner === null) {
    if (!identity) return newcomer(ctx, authorization);
    const signedIn = await enter(ctx, authorization, identity, offered, cookiesOf(cookie), origin);
    setSignInCookies(reply, signedIn);
    const user = toUser(signedIn.account, ctx.config);
    return said(authorization, 'signed_in', { user, next: authorization.next });
  }
  if (authorization.purpose === 'connect') {
    await connectIdentity(ctx, actor, beginner, authorization, identity);
    return said(authorization, 'connected');
  }
  const presented = cookie(sessionCookie) ?? '';
  const proved = await proveByProvider(ctx, actor, beginner, presented, authorization, identity, offered);
  reply.setCookie(sessionCookieHeader(proved.secret, proved.maxAgeSeconds));
  return said(authorization, 'proved');
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
  bind(providerSignIn.complete, async (ctx, call) => ({ provider_sign_in: await complete(ctx, call) })),
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
    return { user: toUser(signedIn?.account ?? account, ctx.config), signed_in: signedIn !== null };
  }),
];
