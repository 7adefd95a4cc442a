import type { PersonalData } from '../personal-data.ts';

/** Work that waits or was done for the account; the job that erases is itself one, and ends emptied. */
export const jobsPersonal: PersonalData = {
  name: 'jobs',
  tables: ['jobs'],
  export: async () => undefined,
  async erase(tx, accountId) {
    await tx
      .deleteFrom('jobs')
      .where('account_id', '=', accountId)
      .where('locked_until', 'is', null)
      .execute();
    await tx
      .deleteFrom('jobs')
      .where('account_id', '=', accountId)
      .where('locked_until', '<', tx.now)
      .execute();
  },
};
