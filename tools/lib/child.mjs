import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

/** @type {readonly NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Makes the kernel end a program when its parent ends. It is tried first, because not every system's `setpriv` can. */
const bound = ['setpriv', '--pdeathsig', 'TERM'];
const canBind =
  process.platform === 'linux' && spawnSync('setpriv', [...bound.slice(1), 'true']).status === 0;

let interruptedWith = 0;

/**
 * The exit code for the signal that asked this process to end while a child ran; 0 when none did. The child's own exit
 * code does not tell, because npm, for example, answers a signal with 1.
 */
export const interruption = () => interruptedWith;

/**
 * Starts a program that gets the signals that this process gets. It ends with this process even when that is killed,
 * where the kernel offers that.
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
      // A terminal sends its interrupt to the whole group already. A second one would mean "at once".
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
 * @returns {Promise<number>} the child's exit code, or the shell's number for the signal that ended it
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
 * Runs a program with the terminal as its input and output.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function run(file, args, options = {}) {
  return exitCode(startChild(file, args, { stdio: 'inherit', ...options }));
}

/**
 * Runs a program quietly. Its output is returned, to explain a failure.
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
