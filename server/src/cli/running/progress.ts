/** Prints the progress of long work to standard error, at most once a second, after the first second. */
export function makeProgress(): (line: string) => void {
  const started = performance.now();
  let shownAt = started;
  return (line) => {
    const now = performance.now();
    if (now - shownAt < 1000) return;
    shownAt = now;
    process.stderr.write(`… ${line} (${Math.round((now - started) / 1000)} s)\n`);
  };
}

/** Does the same for work that does not report its progress: prints a line a second until the work ends. */
export async function withProgress<T>(line: string, work: Promise<T>): Promise<T> {
  const progress = makeProgress();
  const timer = setInterval(() => progress(line), 1000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
