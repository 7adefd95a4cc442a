/**
 * Ends this process with SIGTERM when npm has ended. npm passes its signals to a shell that does not pass them on, so
 * `kill` on an `npm start` would leave the server running. Without npm nothing is watched, because the parent may be a
 * shell that somebody closes on purpose.
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
