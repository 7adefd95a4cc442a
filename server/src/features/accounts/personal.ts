import type { PersonalData } from '../../platform/personal-data.ts';
import { accountById, deleteAccount } from './queries.ts';

/** The account's own row is erased last, because other rows point to it. */
export const accountsPersonal: PersonalData = {
  name: 'account',
  tables: ['accounts', 'claims'],
  async export(reader, accountId) {
    const account = await accountById(reader, accountId);
    if (!account) return null;
    const { username_key: _, email_key: __, ...shown } = account;
    return shown;
  },
  erase: deleteAccount,
};
