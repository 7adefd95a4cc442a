/** When a session was last used, and how long it may be idle. */
export interface Use {
  readonly seen_at: string;
  readonly idle_ms: number;
}

/** True when a session was idle for too long: it is over, though nobody ended it. */
export const isIdle = (use: Use, now: number): boolean => now - Date.parse(use.seen_at) > use.idle_ms;
