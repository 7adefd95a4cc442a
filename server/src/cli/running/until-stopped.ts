const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long a stop may take. After that the process ends, whatever still runs. */
export const stopWithinMs = 20_000;

/** Resolves when a signal asks the process to end. A second signal ends it at once. */
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

/** Ends the process if it still runs after this time. The timer itself does not keep the process alive. */
export function endAfter(milliseconds: number, say = () => {}): void {
  setTimeout(() => {
    say();
    process.exit(1);
  }, milliseconds).unref();
}
