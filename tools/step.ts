import { performance } from 'node:perf_hooks';
import { capture, interruption } from './lib/child.mjs';
import { root } from './lib/paths.mjs';

/** One program of a check, with a short name for people. */
export interface Step {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a step. Prints one line when it passes, and its whole output when it fails. */
async function runStep(step: Step): Promise<boolean> {
  const started = performance.now();
  const { code, output } = await capture(step.file, step.args, {
    cwd: root,
    env: { ...process.env, ...step.env },
  });
  const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  if (code === 0) {
    console.log(`ok      ${step.name}  ${took}`);
    return true;
  }
  console.log(`FAILED  ${step.name}  ${took}\n${output.trimEnd()}\n`);
  return false;
}

/** Runs the steps in order, at most `atOnce` together. Returns the names of those that failed. */
export async function runSteps(steps: readonly Step[], atOnce: number): Promise<string[]> {
  const failed: string[] = [];
  const waiting = [...steps];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step && !interruption(); step = waiting.shift()) {
      if (!(await runStep(step))) failed.push(step.name);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failed;
}
