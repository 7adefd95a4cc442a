import { readCommandLine } from '../src/cli/command-line/read-command-line.ts';
import { commands } from '../src/cli/commands.ts';

/** `loge receipt verify`, which knows no platform. */
export async function verifyReceipt(...words: string[]): Promise<{ code: number; said: string[] }> {
  const line = readCommandLine(commands, ['receipt', 'verify', ...words]);
  if (line.asks !== 'command') throw new Error('not understood');
  const said: string[] = [];
  const run = line.command.run as (given: object) => Promise<number>;
  const code = await run({ ...line.given, say: (text: string) => said.push(text), progress: () => {} });
  return { code, said };
}
