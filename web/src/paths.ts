/** Every URL of the web; a link that does not come from here does not exist. */
export const paths = {
  home: '/',
  signUp: '/users/sign_up',
  signIn: '/users/sign_in',
  forgottenPassword: '/users/password/new',
  newPassword: '/users/password/edit',
  takeBack: '/users/take_back',
  confirmation: '/users/confirmation',
  unsubscribe: '/newsletter/unsubscribe',
  securityLog: '/account/authorization/log',
  fetchExport: '/account/export',
  confirmDeletion: '/account/delete/confirm',
  stopDeletion: '/account/delete/stop',
  undoDeletion: '/account/delete/undo',
  confirmEmail: '/users/email/confirm',
  cancelEmail: '/users/email/cancel',
  undoEmail: '/users/email/undo',
  stopTwoFactor: '/users/two_factor/stop',
  keepTwoFactor: '/users/two_factor/keep',
  operator: '/users/operator',
  outbox: '/outbox',
  account: '/account',
  authorization: '/account/authorization',
  keys: '/account/keys',
  tokens: '/account/tokens',
  integrations: '/account/integrations',
  hds: '/account/hds',
  referrals: '/account/referrals',
} as const;

/** The sign-in page that leads back to where somebody was. */
export function signInTo(next: string): string {
  return next === paths.home ? paths.signIn : `${paths.signIn}?next=${encodeURIComponent(next)}`;
}

export const outboxMail = (id: string): string => `${paths.outbox}?mail=${encodeURIComponent(id)}`;

/**
 * Where to go after sign-in, from a `next` that anybody could have written: a path of this site, or home.
 * Browsers read `\` as `/` and drop tabs and line breaks, so `/\evil` and `/<tab>/evil` would leave the site.
 */
export function internalPath(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next) || /[\\\p{Cc}]/u.test(next)) return paths.home;
  const base = 'http://loge.invalid';
  if (!URL.canParse(next, base)) return paths.home;
  const url = new URL(next, base);
  if (url.origin !== base || url.pathname.startsWith('//') || url.pathname === paths.signIn)
    return paths.home;
  return url.pathname + url.search + url.hash;
}
