import { createContext, use } from 'react';

/** A page that somebody wanted to go to and that did not come. */
export interface Lost {
  readonly error: unknown;
  again(): void;
  stay(): void;
}

interface Way {
  /** Fetches the page at a path of this site ahead of a visit. */
  prepare(path: string): Promise<unknown>;
  readonly lost: Lost | null;
}

export const WayContext = createContext<Way>({ prepare: () => Promise.resolve(), lost: null });

export const useWay = (): Way => use(WayContext);
