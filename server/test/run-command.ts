import { UsageError } from '../src/cli/command-line/command.ts';
import { readCommandLine } from '../src/cli/command-line/read-command-line.ts';
import { commands } from '../src/cli/commands.ts';
import type { Context } from '../src/platform/context.ts';

/** What a `loge` command on the platform says to these words, and its exit code; the platform is open already. */
export async function runCommand(
  ctx: Context,
  ...typed: readonly string[]
): Promise<{ readonly code: number; readonly said: readonly string[] }> {
  const line = readCommandLine(commands, typed);
  if (line.asks !== 'command' || line.command.needs !== 'platform')
    throw new UsageError(`not on the platform: ${typed.join(' ')}`);
  const said: string[] = [];
  const run = line.command.run as (setting: object) => Promise<number>;
  const code = await run({ ...line.given, ctx, say: (text: string) => said.push(text), progress: () => {} });
  return { code, said };
}
