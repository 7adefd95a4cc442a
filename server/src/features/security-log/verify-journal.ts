import type { Context } from '../../platform/context.ts';
import { type Verification, verifyJournal as verifyChains } from '../../platform/journal/verify.ts';
import { everyAccountId } from '../accounts/feature.ts';

/** Proves the whole journal; every account must have a chain. */
export function verifyJournal(ctx: Context, progress: (chains: number) => void): Promise<Verification> {
  return verifyChains(ctx.reader, ctx.keyring, everyAccountId(ctx.reader), progress);
}
