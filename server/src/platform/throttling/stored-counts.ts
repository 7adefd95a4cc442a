import type { Reader, Writer } from '../../db/open.ts';
import { instantOf } from '../../kernel/clock.ts';

import { prepared, type Slots } from '../prepared.ts';
import type { Tx } from '../write.ts';

/** SQL of the counters that nodes share. */

export const storedCount = prepared((reader: Reader, slot: Slots<{ key: string; now: string }>) =>
  reader
    .selectFrom('throttles')
    .select(['count', 'window_ends_at'])
    .where('key', '=', slot('key'))
    .where('window_ends_at', '>', slot('now')),
);

interface Share {
  readonly key: string;
  readonly unshared: number;
  readonly forgotten: boolean;
  readonly endsAt: number;
  readonly windowMs: number;
}

/** Adds this node's share to the stored count. Returns the total of all nodes. */
export async function addToStored(
  writer: Writer,
  { key, unshared, forgotten, endsAt, windowMs }: Share,
  now: number,
): Promise<{ count: number; endsAt: number }> {
  const [over, latest] = [instantOf(now), instantOf(now + windowMs)];
  const row = await writer
    .insertInto('throttles')
    .values({ key, count: unshared, window_ends_at: instantOf(endsAt) })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((eb) => {
        const isOver = eb('throttles.window_ends_at', '<=', over);
        const sum = eb('throttles.count', '+', unshared);
        return {
          count: forgotten ? unshared : eb.case().when(isOver).then(unshared).else(sum).end(),
          window_ends_at: eb
            .case()
            .when(isOver)
            .then(instantOf(endsAt))
            .when('throttles.window_ends_at', '>', latest)
            .then(latest)
            .else(eb.ref('throttles.window_ends_at'))
            .end(),
        };
      }),
    )
    .returning(['count', 'window_ends_at'])
    .executeTakeFirstOrThrow();
  return { count: row.count, endsAt: Date.parse(row.window_ends_at) };
}

/** Removes counters whose window is over. */
export const sweepThrottles = async (tx: Tx): Promise<void> => {
  await tx.deleteFrom('throttles').where('window_ends_at', '<=', tx.now).execute();
};
