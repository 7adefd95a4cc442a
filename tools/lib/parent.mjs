/**
 * Ends us, as a polite signal would, when npm has ended: npm passes its signals on to a shell that keeps them to
 * itself, so that `kill` on an `npm start` would leave the server running. Without npm the parent may be a
 * shell that somebody closes on purpose, and nothing is watched.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
