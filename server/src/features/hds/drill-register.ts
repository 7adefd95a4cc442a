import { hds, locales } from '@loge/protocol';
import type { Actor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import { platformJournal } from '../../platform/journal/append.ts';
import { makeRegister, readForm, summed } from './make-register.ts';

interface Drilled {
  readonly at: string;
  readonly bytes: number;
  /** Of all forms, until the first bytes, the slowest one; and until the end of all. */
  readonly firstMs: number;
  readonly wholeMs: number;
}

/**
 * Makes the register as it is now in each form and language, as if the authority had asked, and keeps in the platform's journal that
 * it was done, how long it took, and the digests.
 */
export async function drillRegister(ctx: Context, actor: Actor): Promise<Drilled> {
  const begun = ctx.now();
  const digests: Record<string, string> = {};
  let [bytes, firstMs] = [0, 0];
  const { at } = await readForm(ctx, {});
  for (const format of hds.registerFormats)
    for (const locale of locales) {
      const before = ctx.now();
      const { pieces, sum } = summed(await makeRegister(ctx, { at, format, locale, onlyGaps: false }));
      await pieces.next();
      firstMs = Math.max(firstMs, ctx.now() - before);
      for await (const _ of pieces);
      const made = sum();
      bytes += made.bytes;
      digests[`${format}-${locale}`] = made.sha256;
    }
  const wholeMs = ctx.now() - begun;
  await ctx.write(actor, (tx) =>
    tx.record({
      type: 'hds_register_drilled',
      accountId: platformJournal,
      data: { at, bytes, first_ms: firstMs, whole_ms: wholeMs, digests },
    }),
  );
  return { at, bytes, firstMs, wholeMs };
}
