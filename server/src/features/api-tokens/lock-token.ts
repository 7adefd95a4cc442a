import type { Member } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Tx } from '../../platform/write.ts';
import { lifeOfToken } from './end-queries.ts';
import { isExpired, isGenerationLive } from './token-life.ts';

/**
 * Throws `not_authenticated` when the token of this write was revoked since it was checked, has expired, or was renewed without
 * an overlap that still lasts.
 */
export async function lockToken(tx: Tx, { credential: { id, checked } }: Member): Promise<void> {
  const token = await lifeOfToken(tx, id ?? '');
  const now = Date.parse(tx.now);
  if (!token || isExpired(token, now) || !isGenerationLive(token, checked?.generation ?? 0, now))
    throw new AppError('not_authenticated');
}
