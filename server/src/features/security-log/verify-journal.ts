import type { Context } from '../../platform/context.ts';
import { platformJournal } from '../../platform/journal/append.ts';
import { type Verification, verifyJournal as verifyChains } from '../../platform/journal/verify.ts';
import type { Reader } from '../../platform/write.ts';
import { everyAccountId } from '../accounts/feature.ts';
import { hasSigningKeys } from '../api-tokens/feature.ts';

/**
 * Verifies the whole journal. Every account must have a chain, and so must the platform once it signs.
 * @param expected anchors that were written down elsewhere.
 */
export function verifyJournal(
  ctx: Pick<Context, 'reader' | 'keyring' | 'now'>,
  progress: (chains: number) => void,
  expected: readonly string[] = [],
): Promise<Verification> {
  const { reader, keyring } = ctx;
  return verifyChains({ reader, keyring, now: ctx.now(), subjects: subjects(reader), expected, progress });
}

async function* subjects(reader: Reader): AsyncGenerator<string> {
  if (await hasSigningKeys(reader)) yield platformJournal;
  yield* everyAccountId(reader);
}
