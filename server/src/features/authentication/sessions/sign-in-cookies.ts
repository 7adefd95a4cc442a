import type { ReplyTools } from '../../../platform/http/bind.ts';
import {
  browserCookie,
  browserCookieHeader,
  sessionCookie,
  sessionCookieHeader,
} from '../../../platform/http/cookies.ts';
import type { Cookies, SignedIn } from './open-session.ts';
import { browserCookieSeconds, writeMarks } from './recognise-browser.ts';

export const cookiesOf = (cookie: (name: string) => string | null): Cookies => ({
  browser: cookie(browserCookie),
  session: cookie(sessionCookie),
});

/** Gives the browser the cookies of somebody who has just signed in. */
export function setSignInCookies(reply: ReplyTools, signedIn: SignedIn): void {
  reply.setCookie(sessionCookieHeader(signedIn.secret, signedIn.maxAgeSeconds));
  reply.setCookie(browserCookieHeader(writeMarks(signedIn.browser), browserCookieSeconds));
}
