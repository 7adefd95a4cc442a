import type { Locale } from './primitives.ts';

/**
 * What the server writes into every HTML answer for the pages to start from, as JSON in
 * `<script type="application/json" id="loge-boot">`. Public facts only: the page is not tied to an account.
 */
export interface PageBoot {
  platformName: string;
  supportEmail: string | null;
  /** URL path of the operator's logo; null shows the platform's first letter. */
  logo: string | null;
  publicUrl: string;
  /** Operator's accent, already checked to AA contrast at start: one for light paper, one for dark. */
  accent: { light: string; onLight: string; dark: string; onDark: string };
  /** Chosen from the cookie or `Accept-Language`. */
  locale: Locale;
  /** `serve --demo`: the outbox page exists. */
  demo: boolean;
  /** Whether browsers allow passkeys on the public URL; not on a bare IP address. */
  passkeys: boolean;
  /** Per-answer nonce for styles (CSP). */
  nonce: string;
  /** A session cookie came with the request: worth asking who it is before showing a page. */
  maybeSignedIn: boolean;
}

/** Not HttpOnly and no secret: remembers look and language on a browser before anybody signs in. */
export const lookCookie = 'loge_look';

/** Paths that the web serves, so that any other is answered with status 404. `:x` matches one segment. */
export const pagePaths = [
  '/',
  '/users/sign_up',
  '/users/sign_in',
  '/users/password/new',
  '/users/password/edit',
  '/users/take_back',
  '/users/confirmation',
  '/newsletter/unsubscribe',
  '/users/email/confirm',
  '/users/email/cancel',
  '/users/email/undo',
  '/users/two_factor/stop',
  '/users/two_factor/keep',
  '/users/operator',
  '/account',
  '/account/authorization',
  '/account/authorization/log',
  '/account/keys',
  '/account/tokens',
  '/account/export',
  '/account/delete/confirm',
  '/account/delete/stop',
  '/account/delete/undo',
] as const;
export const demoPagePaths = ['/outbox'] as const;
