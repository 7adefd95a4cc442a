/** A piece of this site that comes over the network once, when it is first wanted: code, words. */
export interface Fetched<T> {
  /**
   * For rendering: what is kept, a failure as well. A page that drew the failure draws again, and must not ask each
   * time that it does.
   */
  kept(): Promise<T>;
  /** For somebody who wants it now: what failed before is asked for anew. */
  ask(): Promise<T>;
  /** Whether it is here. */
  here(): boolean;
}

/** Between one try and the next, milliseconds: a connection that stumbles gets up again; one that is gone stays gone. */
const pauses = [300, 1200];

/** @param tell makes of the last failure what people can be told. */
export function fetched<T>(fetch: () => Promise<T>, tell?: (error: unknown) => Promise<Error>): Fetched<T> {
  let promise: Promise<T> | null = null;
  let state: 'coming' | 'here' | 'failed' = 'coming';

  const begin = (): Promise<T> => {
    const begun = persistently(fetch).catch(async (error) => {
      throw tell ? await tell(error) : error;
    });
    state = 'coming';
    promise = begun;
    // React reads what is put on the promise, so that what is here never shows a fallback.
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
