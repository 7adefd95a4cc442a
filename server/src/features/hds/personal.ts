import { listOf } from '../../kernel/text-list.ts';
import type { PersonalData } from '../../platform/personal-data.ts';
import { eraseHealth, healthRowsOf } from './erase-queries.ts';

/** What law requires stays, without what is personal, for a configured term (docs/rules.md#legal-retention). */
const kept = 'names, addresses and numbers of the rows; the rest stays for the term of the register';

export const hdsPersonal: PersonalData = {
  name: 'health-data',
  tables: {
    health_applications: {
      exported: 'every row: which applications held health data, from when to when',
      erased: 'nothing: the rows name applications only, and stay for the term of the register',
    },
    health_owners: { exported: 'every row: who their owner was', erased: kept },
    health_contacts: { exported: 'every row: the contacts, as they were from when to when', erased: kept },
    health_contact_applications: {
      exported: 'every row: which application each contact served',
      erased: 'nothing: the rows hold ids only, and stay for the term of the register',
    },
    health_reviews: {
      exported: 'every row: who looked at a contact when, and with which outcome',
      erased: 'what would let somebody guess what was shown; the rest stays for the term of the register',
    },
    health_reminders: { exported: 'nothing: when the next mail is due', erased: 'the rows' },
  },
  export: async (reader, accountId) => {
    const { applications, owners, contacts, served, reviews } = await healthRowsOf(reader, accountId);
    return {
      applications,
      owners,
      contacts: contacts.map((row) => ({ ...row, languages: listOf(row.languages) })),
      served,
      reviews: reviews.map(({ shown_salt: _, shown_hash: __, actor: ___, ...row }) => row),
    };
  },
  erase: (tx, accountId) => eraseHealth(tx, accountId),
};
