import { sessions } from '@loge/protocol';
import { instantOf } from '../../../kernel/clock.ts';
import { bind } from '../../../platform/http/bind.ts';
import {
  endedSessionCookieHeader,
  sessionCookie,
  sessionCookieHeader,
} from '../../../platform/http/cookies.ts';
import { toUser } from '../../accounts/feature.ts';
import { freshMs, isFresh } from '../proof.ts';
import { methodsOf } from './demand-proof.ts';
import { endOneSession, endOtherSessions, ownSession } from './end-sessions.ts';
import { isIdle } from './idleness.ts';
import { prove } from './prove.ts';
import { sessionsOf } from './queries.ts';
import { toSession } from './session-object.ts';
import { signIn } from './sign-in.ts';
import { signInByPasskey } from './sign-in-by-passkey.ts';
import { cookiesOf, setSignInCookies } from './sign-in-cookies.ts';
import { signOut } from './sign-out.ts';

export const sessionRoutes = [
  bind(sessions.signIn, async (ctx, { body, origin, cookie, reply }) => {
    const signedIn = await signIn(ctx, body, cookiesOf(cookie), origin);
    setSignInCookies(reply, signedIn);
    return { user: await toUser(signedIn.account, ctx) };
  }),
  bind(sessions.signInByPasskey, async (ctx, { body, origin, cookie, reply }) => {
    const signedIn = await signInByPasskey(ctx, body, cookiesOf(cookie), origin);
    setSignInCookies(reply, signedIn);
    return { user: await toUser(signedIn.account, ctx) };
  }),
  bind(sessions.signOut, async (ctx, { actor, principal, reply }) => {
    await signOut(ctx, actor, principal);
    reply.setCookie(endedSessionCookieHeader);
    return undefined;
  }),
  bind(sessions.listSessions, async (ctx, { principal }) => {
    const now = ctx.now();
    const open = await sessionsOf(ctx.reader, principal.account.id, instantOf(now));
    const own = ownSession(principal);
    return { sessions: open.filter((row) => !isIdle(row, now)).map((row) => toSession(row, own)) };
  }),
  bind(sessions.endSession, async (ctx, { actor, principal, params, reply }) => {
    await endOneSession(ctx, actor, principal, params.id);
    if (params.id === ownSession(principal)) reply.setCookie(endedSessionCookieHeader);
    return undefined;
  }),
  bind(sessions.getProof, async (ctx, { principal }) => {
    const { account, provedAt } = principal;
    const fresh = provedAt !== null && isFresh(provedAt, ctx.now());
    return {
      proof: {
        fresh_until: fresh ? instantOf(Date.parse(provedAt) + freshMs) : null,
        methods: await methodsOf(ctx, account),
      },
    };
  }),
  bind(sessions.prove, async (ctx, { actor, principal, body, cookie, reply }) => {
    const proved = await prove(ctx, actor, principal, cookie(sessionCookie) ?? '', body);
    reply.setCookie(sessionCookieHeader(proved.secret, proved.maxAgeSeconds));
    return { proof: { fresh_until: proved.freshUntil, methods: await methodsOf(ctx, principal.account) } };
  }),
  bind(sessions.endOtherSessions, async (ctx, { actor, principal }) => {
    await endOtherSessions(ctx, actor, principal);
    return undefined;
  }),
];
