import type { PersonalData } from '../../platform/personal-data.ts';
import { accountById, deleteAccount } from './queries.ts';

/** The account's own row is erased last, because other rows point to it. */
export const accountsPersonal: PersonalData = {
  name: 'account',
  tables: {
    accounts: {
      exported: 'every column',
      erased: 'every column but the id, which stays as a tombstone without personal data',
    },
    claims: {
      exported: 'not by itself: the names stand in accounts, addresses of before in email_changes',
      erased: 'the rows; the username stays reserved for as long as the configuration says',
    },
  },
  async export(reader, accountId) {
    const account = await accountById(reader, accountId);
    if (!account) return null;
    const { username_key: _, email_key: __, ...shown } = account;
    return shown;
  },
  erase: deleteAccount,
};
