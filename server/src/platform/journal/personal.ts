import type { PersonalData } from '../personal-data.ts';

/**
 * The journal: what every event says is the person's, and goes with its salt; the chain of keyed commitments
 * stays, provable and empty (settled 32).
 */
export const journalPersonal: PersonalData = {
  name: 'journal',
  tables: ['journal', 'journal_payloads', 'journal_heads', 'journal_covered'],
  async export(reader, accountId) {
    const rows = await reader
      .selectFrom('journal')
      .leftJoin('journal_payloads', 'journal_payloads.journal_id', 'journal.id')
      .select(['journal.at as at', 'journal.type as type', 'journal_payloads.data as data'])
      .where('journal.account_id', '=', accountId)
      .orderBy('journal.seq')
      .execute();
    return rows.map(({ data, ...row }) => ({ ...row, ...(data ? JSON.parse(data) : {}) }));
  },
  async erase(tx, accountId) {
    await tx.deleteFrom('journal_payloads').where('account_id', '=', accountId).execute();
  },
};
