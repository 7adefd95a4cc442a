/**
 * The token in a newsletter's unsubscribe link: the account's id and our MAC over it. It opens nothing else,
 * works more than once and does not expire, since old newsletters must still let go (RFC 8058).
 */
export const unsubscribeToken = (accountId: string, mac: Mac): string =>
  `${accountId}.${mac('unsubscribe', accountId)}`;

type Mac = (purpose: 'unsubscribe', text: string) => string;

/** The account that a token speaks of, whether or not its MAC is right. */
export function readUnsubscribeToken(token: string): { readonly accountId: string; readonly mac: string } {
  const dot = token.indexOf('.');
  return dot === -1
    ? { accountId: token, mac: '' }
    : { accountId: token.slice(0, dot), mac: token.slice(dot + 1) };
}
