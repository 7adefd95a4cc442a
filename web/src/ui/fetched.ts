/** A piece of this site that is fetched once, when it is first needed: code or words. */
export interface Fetched<T> {
  /**
   * For rendering. Returns what is kept, even a failure. A page that renders the failure renders again, and
   * must not fetch each time.
   */
  kept(): Promise<T>;
  /** For somebody who needs it now. Retries what failed before. */
  ask(): Promise<T>;
  /** Whether the piece has come. */
  here(): boolean;
}

/**
 * Pauses between the tries, in milliseconds. A connection that fails for a moment gets another try; a lost one
 * does not hold up the page.
 */
const pauses = [300, 1200];

/** @param tell turns the last failure into one that people can be told. */
export function fetched<T>(fetch: () => Promise<T>, tell?: (error: unknown) => Promise<Error>): Fetched<T> {
  let promise: Promise<T> | null = null;
  let state: 'coming' | 'here' | 'failed' = 'coming';

  const begin = (): Promise<T> => {
    const begun = persistently(fetch).catch(async (error) => {
      throw tell ? await tell(error) : error;
    });
    state = 'coming';
    promise = begun;
    // React reads the status from the promise, so that what has come never shows a fallback.
    begun.then(
      (value) => {
        state = 'here';
        Object.assign(begun, { status: 'fulfilled', value });
      },
      (reason) => {
        state = 'failed';
        Object.assign(begun, { status: 'rejected', reason });
      },
    );
    return begun;
  };
  return {
    kept: () => promise ?? begin(),
    ask: () => (promise && state !== 'failed' ? promise : begin()),
    here: () => state === 'here',
  };
}

async function persistently<T>(fetch: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await fetch();
    } catch (error) {
      if (globalThis.navigator?.onLine === false) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return fetch();
}
