import type { Selectable } from 'kysely';
import type { AccountsTable } from './schema/accounts.ts';

/** A row of `accounts`, as queries return it. */
export type Account = Selectable<AccountsTable>;
