import { spawn } from 'node:child_process';

/** Runs one of the database's own programs; rejects with its last words. The URL is passed as an argument of libpq's. */
export function runProgram(name: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-2000);
    });
    child.on('error', () =>
      reject(new Error(`${name} is not installed: install PostgreSQL's client programs`)),
    );
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${name} failed: ${words.trim().split('\n').at(-1) ?? ''}`));
    });
  });
}
