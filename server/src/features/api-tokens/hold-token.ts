import type { Member } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Tx } from '../../platform/write.ts';
import { liveGeneration } from './queries.ts';

/** Throws `not_authenticated` when the token that a write comes by was revoked or renewed since it was checked. */
export async function holdToken(tx: Tx, { credential: { id, checked } }: Member): Promise<void> {
  const generation = await liveGeneration(tx, id ?? '');
  if (generation === undefined || generation !== checked?.generation) throw new AppError('not_authenticated');
}
