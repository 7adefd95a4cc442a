/**
 * The token in a newsletter's unsubscribe link: the account's id and Loge's MAC over it. The token gives no other access, works
 * more than once and does not expire, because old newsletters must still unsubscribe (RFC 8058).
 */
export const unsubscribeToken = (accountId: string, mac: Mac): string =>
  `${accountId}.${mac('unsubscribe', accountId)}`;

type Mac = (purpose: 'unsubscribe', text: string) => string;

/** Reads the account's id and the MAC from a token. The MAC is not checked here. */
export function readUnsubscribeToken(token: string): { readonly accountId: string; readonly mac: string } {
  const dot = token.indexOf('.');
  return dot === -1
    ? { accountId: token, mac: '' }
    : { accountId: token.slice(0, dot), mac: token.slice(dot + 1) };
}
