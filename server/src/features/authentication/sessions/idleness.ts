/** When a session was last used, and for how long it may be left alone. */
export interface Use {
  readonly seen_at: string;
  readonly idle_ms: number;
}

/** Left alone too long: it is over, though nobody ended it. */
export const isIdle = (use: Use, now: number): boolean => now - Date.parse(use.seen_at) > use.idle_ms;
