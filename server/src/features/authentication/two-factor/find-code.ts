import type { Context } from '../../../platform/context.ts';
import { longForm, readCode } from './code-form.ts';
import { unusedCode, unusedShortCodes } from './queries.ts';

/** The id of the account's unused recovery code that was typed; null when none matches. */
export async function findCode(ctx: Context, accountId: string, typed: string): Promise<string | null> {
  const { isShort, macs } = readCode(ctx.keyring, accountId, typed);
  if (!isShort) return unusedCode(ctx.reader, accountId, macs.map(longForm));
  const codes = await unusedShortCodes(ctx.reader, accountId);
  // All codes of an account have one salt, so that a try costs one hash and not ten. A try costs that hash even where there is
  // no such code, so that its time does not tell which codes the account has.
  const [salted] = codes.filter(({ code_hash }) => code_hash.startsWith('$'));
  for (const mac of macs) {
    const stretched = await ctx.hasher.stretch(mac, salted?.code_hash ?? null);
    const found = codes.find(({ code_hash }) => code_hash === mac || code_hash === stretched);
    if (found) return found.id;
  }
  return null;
}
