/**
 * Whose account the page shows. Every call says so, since the cookie is the whole browser's: somebody may have signed
 * in to another account in another tab.
 */
let shown: string | null = null;

export const shownAccount = (): string | null => shown;

export function setShownAccount(id: string | null): void {
  shown = id;
}
