import type { PersonalData } from '../personal-data.ts';
import type { Reader } from '../write.ts';

/**
 * The journal. The payloads are the person's, and are erased with their salts. The chain of keyed commitments stays: it
 * can be verified and says nothing (docs/rules.md#journal-commitments).
 */
export const journalPersonal: PersonalData = {
  name: 'journal',
  tables: {
    journal: {
      exported: 'type and time of every event',
      erased: 'nothing: it holds no personal data beyond the account’s own id',
    },
    journal_payloads: {
      exported: 'what every event says, with address and browser',
      erased:
        'the rows with their salts, so that the commitments mean nothing any more (docs/rules.md#journal-commitments)',
    },
    journal_heads: { exported: 'nothing', erased: 'nothing: a number, a hash and a signature' },
    journal_covered: { exported: 'nothing', erased: 'nothing: a number and a hash' },
  },
  async export(reader, accountId) {
    const rows: unknown[] = [];
    for await (const page of pagesOf(reader, accountId)) rows.push(...page);
    return rows;
  },
  pages: pagesOf,
  async erase(tx, accountId) {
    await tx.deleteFrom('journal_payloads').where('account_id', '=', accountId).execute();
  },
};

const rowsAtATime = 500;

async function* pagesOf(reader: Reader, accountId: string): AsyncGenerator<readonly unknown[]> {
  for (let after = 0; ; ) {
    const rows = await reader
      .selectFrom('journal')
      .leftJoin('journal_payloads', 'journal_payloads.journal_id', 'journal.id')
      .select([
        'journal.seq as seq',
        'journal.at as at',
        'journal.type as type',
        'journal_payloads.data as data',
      ])
      .where('journal.account_id', '=', accountId)
      .where('journal.seq', '>', after)
      .orderBy('journal.seq')
      .limit(rowsAtATime)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ data, seq: _, ...row }) => ({ ...row, ...(data ? JSON.parse(data) : {}) }));
    after = last.seq;
  }
}
