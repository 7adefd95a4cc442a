import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

/** @type {readonly NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** What makes the kernel end a program when its parent ends; tried, for not every system's `setpriv` can. */
const bound = ['setpriv', '--pdeathsig', 'TERM'];
const canBind =
  process.platform === 'linux' && spawnSync('setpriv', [...bound.slice(1), 'true']).status === 0;

let interruptedWith = 0;

/**
 * Exit code that says which signal asked us to end while a child ran, 0 when none did. Asked rather than read
 * from the child's own exit code: npm, for one, answers a signal with 1.
 */
export const interruption = () => interruptedWith;

/**
 * Starts a program that is sent the signals we are sent, and that ends with us even when we are killed
 * outright (where the kernel offers that).
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startChild(file, args, options) {
  const [program = file, ...rest] = canBind ? [...bound, file, ...args] : [file, ...args];
  const child = spawn(program, rest, options);
  const listeners = forwarded.map((signal) => {
    const listener = () => {
      interruptedWith = signalCode(signal);
      // A terminal has already sent its interrupt to the whole group; twice would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  child.once('close', () => {
    for (const remove of listeners) remove();
  });
  return child;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit code, or the shell's number for the signal that ended it
 */
export function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal ? signalCode(signal) : 1)));
  });
}

/** @param {NodeJS.Signals} signal */
const signalCode = (signal) => 128 + constants.signals[signal];

/**
 * Hands the terminal over to a program until it ends.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function run(file, args, options = {}) {
  return exitCode(startChild(file, args, { stdio: 'inherit', ...options }));
}

/**
 * Runs a program quietly; its output is kept for whoever has to explain a failure.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { onStart?: (pid: number) => void }} [options]
 */
export async function capture(file, args, { onStart, ...options } = {}) {
  const child = startChild(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid !== undefined) onStart?.(child.pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const code = await exitCode(child);
  return { code, output };
}
