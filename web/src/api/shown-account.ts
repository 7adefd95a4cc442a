/**
 * The id of the account that the page shows. Every call sends it, because the whole browser shares the cookie: somebody may
 * have signed in to another account in another tab.
 */
let shown: string | null = null;

export const shownAccount = (): string | null => shown;

export function setShownAccount(id: string | null): void {
  shown = id;
}
