const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long a stop may take; whatever hangs then is left behind. */
export const stopWithinMs = 20_000;

/** Resolves when the process is asked to end; a second request ends it at once. */
export function untilStopped(): Promise<(typeof signals)[number]> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      process.once(signal, () => {
        for (const again of signals) process.once(again, () => process.exit(1));
        resolve(signal);
      });
    }
  });
}

/** Ends the process when it is still there then; it holds nothing up: a stop that is over ends it before. */
export function endAfter(milliseconds: number, say = () => {}): void {
  setTimeout(() => {
    say();
    process.exit(1);
  }, milliseconds).unref();
}
