import type { Sweep } from '../jobs/housekeeping.ts';
import { unknownAccountsPrefix } from './append.ts';

/** Forgets from where unknown accounts were tried, after a while. The chains themselves can still be verified. */
export const sweepUnknownAccounts: Sweep = async (tx, before) => {
  await tx
    .deleteFrom('journal_payloads')
    .where('account_id', 'like', `${unknownAccountsPrefix}%`)
    .where('journal_id', 'in', (eb) => eb.selectFrom('journal').select('id').where('at', '<', before))
    .execute();
};
