import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { onEachDatabase } from '../../test/harness.ts';
import { runCommand } from '../../test/run-command.ts';
import type { Context } from '../platform/context.ts';

onEachDatabase('member import', (test) => {
  /** Runs the command on a file of these members, and counts how many were written at a time. */
  const run = async (members: readonly object[]) => {
    const { ctx } = test().app;
    const from = join(ctx.config.dataDirectory, 'members.jsonl');
    writeFileSync(from, members.map((member) => `${JSON.stringify(member)}\n`).join(''));
    let [writing, most] = [0, 0];
    const write: Context['write'] = async (actor, work) => {
      most = Math.max(most, ++writing);
      try {
        return await ctx.write(actor, work);
      } finally {
        writing--;
      }
    };
    const { code, said } = await runCommand({ ...ctx, write }, 'member', 'import', '--from', from);
    return { code, said, most };
  };
  const member = (name: string) => ({ email: `${name}@import.test`, username: name });

  it('takes many at a time, and not all at once', async () => {
    const members = Array.from({ length: 200 }, (_, i) => member(`moved${i}`));
    const { code, said, most } = await run(members);
    expect([code, said]).toEqual([0, ['200 imported, 0 refused.']]);
    expect(most).toBeGreaterThan(8);
    expect(most).toBeLessThanOrEqual(32);
  });

  it('gives what two lines claim to the first, and tells of refusals in their order', async () => {
    const twice = Array.from({ length: 20 }, (_, i) => [
      member(`first${i}`),
      { ...member(`FIRST${i}`), email: `second${i}@import.test` },
    ]).flat();
    const { code, said } = await run(twice);
    expect(code).toBe(1);
    expect(said).toEqual([
      ...Array.from({ length: 20 }, (_, i) => `line ${2 * i + 2}: username: taken`),
      '20 imported, 20 refused.',
    ]);
  });
});
