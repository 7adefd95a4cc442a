/** Says how far long work is, on standard error, from the first second on and once a second. */
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

/** The same for work that cannot say how far it is: a line a second until it ends. */
export async function withProgress<T>(line: string, work: Promise<T>): Promise<T> {
  const progress = makeProgress();
  const timer = setInterval(() => progress(line), 1000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
