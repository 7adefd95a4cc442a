import type { Context } from '../../../platform/context.ts';
import { longForm, readCode } from './code-form.ts';
import { unusedCode, unusedShortCodes } from './queries.ts';

/** The id of the account's unused recovery code that was typed; null when it is none of them. */
export async function findCode(ctx: Context, accountId: string, typed: string): Promise<string | null> {
  const { isShort, macs } = readCode(ctx.keyring, accountId, typed);
  if (!isShort) return unusedCode(ctx.reader, accountId, macs.map(longForm));
  const codes = await unusedShortCodes(ctx.reader, accountId);
  // Codes of one account have one salt, so that a try costs one hash and not ten. It costs it too where there is none: what it
  // costs says nothing of which codes somebody has.
  const [salted] = codes.filter(({ code_hash }) => code_hash.startsWith('$'));
  for (const mac of macs) {
    const stretched = await ctx.hasher.stretch(mac, salted?.code_hash ?? null);
    const found = codes.find(({ code_hash }) => code_hash === mac || code_hash === stretched);
    if (found) return found.id;
  }
  return null;
}
