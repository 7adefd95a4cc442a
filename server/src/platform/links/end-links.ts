import type { JournalEntry } from '../journal/append.ts';
import type { Listeners, Tx } from '../write.ts';
import { type LinkPurpose, type TakingBack, takingBack } from './link-purpose.ts';

/**
 * Ends an account's links when its owner takes the account back, as part of that write. Each purpose declares what its
 * links outlive; by default nothing. A write that mails a link of its own makes the link after it has recorded the event,
 * so that the link stays good.
 */
export const makeLinkListeners = (purposes: readonly LinkPurpose[]): Listeners =>
  Object.fromEntries(
    takingBack.map((type) => [type, (tx: Tx, entry: JournalEntry) => endLinks(tx, entry, type, purposes)]),
  );

async function endLinks(
  tx: Tx,
  entry: JournalEntry,
  type: TakingBack,
  purposes: readonly LinkPurpose[],
): Promise<void> {
  const named = (how: 'always' | 'if_older') =>
    purposes.filter(({ outlives }) => outlives[type] === how).map(({ name }) => name);
  const [always, ifOlder] = [named('always'), named('if_older')];
  const since = 'since' in entry.data ? entry.data.since : null;
  await tx
    .updateTable('one_time_links')
    .set({ used_at: tx.now })
    .where('account_id', '=', entry.accountId)
    .where('used_at', 'is', null)
    .$if(always.length > 0, (query) => query.where('purpose', 'not in', always))
    .$if(ifOlder.length > 0 && since !== null, (query) =>
      query.where((eb) => eb.or([eb('purpose', 'not in', ifOlder), eb('created_at', '>=', since ?? '')])),
    )
    .execute();
}
