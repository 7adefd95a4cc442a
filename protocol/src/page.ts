import type { Locale } from './primitives.ts';
import type { OAuthType } from './providers.ts';

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
  /** The providers that members sign up and in with. */
  signInProviders: OAuthType[];
  /** Whether browsers allow passkeys on the public URL; not on a bare IP address. */
  passkeys: boolean;
  /** Per-answer nonce for styles (CSP). */
  nonce: string;
  /** A session cookie came with the request: worth asking who it is before showing a page. */
  maybeSignedIn: boolean;
}

/** Not HttpOnly and no secret: remembers look and language on a browser before anybody signs in. */
export const lookCookie = 'loge_look';

/**
 * Address of every page, under the name that links, mails and tests use for it: it is written here and nowhere else.
 * What is shown there is declared in the web, in the `pages.ts` of a feature.
 */
export const paths = {
  home: '/',
  signUp: '/users/sign_up',
  signIn: '/users/sign_in',
  forgottenPassword: '/users/password/new',
  newPassword: '/users/password/edit',
  /** Where somebody takes their account back: a new password, and the end of whatever else lets a stranger in. */
  takeBack: '/users/take_back',
  confirmation: '/users/confirmation',
  unsubscribe: '/newsletter/unsubscribe',
  confirmEmail: '/users/email/confirm',
  cancelEmail: '/users/email/cancel',
  undoEmail: '/users/email/undo',
  stopTwoFactor: '/users/two_factor/stop',
  keepTwoFactor: '/users/two_factor/keep',
  operator: '/users/operator',
  account: '/account',
  authorization: '/account/authorization',
  securityLog: '/account/authorization/log',
  keys: '/account/keys',
  tokens: '/account/tokens',
  integrations: '/account/integrations',
  hds: '/account/hds',
  /** Where a contact for health data looks at their own details. */
  confirmHealthContact: '/health_contact',
  /** Printed by the command line (docs/contract.md#integrations). */
  linkGithub: '/users/github/link',
  linkGitlab: '/users/gitlab/link',
  /** Where the providers send the browser back to. */
  githubCallback: '/users/github/callback',
  gitlabCallback: '/users/gitlab/callback',
  /** Where they send it back to from signing in. */
  githubSignIn: '/users/github/sign_in',
  gitlabSignIn: '/users/gitlab/sign_in',
  /** Opened beside a page that asks for proof: begins a new sign-in at the provider. */
  proveByProvider: '/users/prove',
  fetchExport: '/account/export',
  confirmDeletion: '/account/delete/confirm',
  stopDeletion: '/account/delete/stop',
  undoDeletion: '/account/delete/undo',
  outbox: '/outbox',
} as const;
export type PageName = keyof typeof paths;

/** Served by `serve --demo` only. */
export const demoPages: readonly PageName[] = ['outbox'];

const named = Object.keys(paths) as PageName[];
/** What the server answers with a page; any other address is answered with status 404. */
export const pagePaths: readonly string[] = named
  .filter((name) => !demoPages.includes(name))
  .map((name) => paths[name]);
export const demoPagePaths: readonly string[] = demoPages.map((name) => paths[name]);
