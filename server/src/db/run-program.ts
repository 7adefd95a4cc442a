import { type ChildProcess, spawn } from 'node:child_process';

interface Program {
  readonly name: string;
  readonly args: readonly string[];
  /** Added to this process's environment. Secrets go here, never into arguments, which everybody on the machine can read. */
  readonly environment?: Record<string, string>;
}

/** One of the database's own programs is missing, or failed. The message holds the last line that it wrote. */
export class ProgramError extends Error {
  override name = 'ProgramError';
}

/** Runs one of the database's own programs to its end. Throws `ProgramError`. */
export function runProgram(program: Program): Promise<void> {
  return ended(program, launch(program, 'ignore', 'ignore'));
}

/** Pipes one program's output into another. The other one gets the end of its input only after the first ended well. */
export async function runInto(from: Program, to: Program): Promise<void> {
  const target = launch(to, 'pipe', 'ignore');
  const source = launch(from, 'ignore', 'pipe');
  // A target that ended reports its own reason. The broken pipe says nothing more.
  target.stdin?.on('error', () => source.kill());
  if (target.stdin) source.stdout?.pipe(target.stdin, { end: false });
  const taken = ended(to, target);
  // `taken` is awaited below, after the source.
  taken.catch(() => source.kill());
  try {
    await ended(from, source);
  } catch (error) {
    // A target that never gets the end of its input keeps nothing.
    target.kill();
    await taken.catch((fault: unknown) => {
      if (source.signalCode !== null) throw fault;
    });
    throw error;
  }
  target.stdin?.end();
  await taken;
}

function launch(program: Program, input: 'ignore' | 'pipe', output: 'ignore' | 'pipe'): ChildProcess {
  return spawn(program.name, program.args, {
    stdio: [input, output, 'pipe'],
    env: { ...process.env, ...program.environment },
  });
}

function ended({ name }: Program, child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-2000);
    });
    child.on('error', () =>
      reject(new ProgramError(`${name} is not installed: install PostgreSQL's client programs`)),
    );
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new ProgramError(`${name} failed: ${words.trim().split('\n').at(-1) ?? ''}`));
    });
  });
}
