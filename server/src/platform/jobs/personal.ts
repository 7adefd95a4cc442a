import type { PersonalData } from '../personal-data.ts';

/** Jobs of the account that wait or were done. The erasing job is itself one of them, and stays without its payload. */
export const jobsPersonal: PersonalData = {
  name: 'jobs',
  tables: {
    jobs: {
      exported: 'nothing: payloads are gone once a job is done',
      erased:
        'the payloads of its jobs; a job that names no account loses its payload when it is done, or 30 days after it died',
    },
  },
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
