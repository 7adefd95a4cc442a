/**
 * What somebody left for a provider for. The provider's answer does not say it, and the page that they come back to has words and
 * a way on of its own for each. It is for those alone: what is done is decided by the server.
 */
export interface ProviderTrip {
  readonly purpose: 'sign_in' | 'connect' | 'prove';
  readonly remember?: boolean;
  /** The page to show after signing in. */
  readonly next?: string;
}

const name = 'loge:provider-trip';

export function keepTrip(trip: ProviderTrip): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(trip));
  } catch {}
}

/** The latest trip of this tab. Whoever comes back in another tab or browser is told about signing in. */
export function keptTrip(): ProviderTrip {
  try {
    const { purpose, remember, next } = Object(JSON.parse(sessionStorage.getItem(name) ?? 'null'));
    return {
      purpose: purpose === 'connect' || purpose === 'prove' ? purpose : 'sign_in',
      ...(typeof remember === 'boolean' ? { remember } : {}),
      ...(typeof next === 'string' ? { next } : {}),
    };
  } catch {
    return { purpose: 'sign_in' };
  }
}
