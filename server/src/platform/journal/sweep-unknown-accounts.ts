import type { Sweep } from '../jobs/housekeeping.ts';
import { unknownAccountsPrefix } from './append.ts';

/** Addresses from which unknown accounts were tried are forgotten after a while; the chains themselves stay provable. */
export const sweepUnknownAccounts: Sweep = async (tx, before) => {
  await tx
    .deleteFrom('journal_payloads')
    .where('account_id', 'like', `${unknownAccountsPrefix}%`)
    .where('journal_id', 'in', (eb) => eb.selectFrom('journal').select('id').where('at', '<', before))
    .execute();
};
