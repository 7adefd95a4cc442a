// Everything here goes to standard error, because standard output belongs to the command that is started
// (`loge export > file`).

/** Ends the program with one clear line instead of a stack. */
export class Failure extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Prints what is being done and how long it took; on a terminal also how long it has been running.
 * @template T
 * @param {string} doing
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(doing, work) {
  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  if (!process.stderr.isTTY) {
    say(`${doing} …`);
    const result = await work();
    say(`${doing}: done in ${elapsed()}.`);
    return result;
  }
  const draw = () => process.stderr.write(`\r\x1b[2K${doing} … ${elapsed()}`);
  draw();
  const tick = setInterval(draw, 1000);
  try {
    const result = await work();
    process.stderr.write(`\r\x1b[2K${doing}: done in ${elapsed()}.\n`);
    return result;
  } catch (error) {
    process.stderr.write('\n');
    throw error;
  } finally {
    clearInterval(tick);
  }
}
