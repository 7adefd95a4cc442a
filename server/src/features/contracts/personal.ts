import type { PersonalData } from '../../platform/personal-data.ts';
import { acceptancesForCopy, forgetPerson } from './acceptance-queries.ts';

export const contractsPersonal: PersonalData = {
  name: 'contracts',
  tables: {
    contract_acceptances: {
      exported: 'every acceptance with its receipt',
      erased:
        'what receipts say of the person; the receipts, which name the account’s id alone, stay as long as the law asks (`LOGE_RECEIPT_YEARS`)',
    },
  },
  export: async (reader, accountId) =>
    (await acceptancesForCopy(reader, accountId)).map(({ jws, disclosures, ...acceptance }) => ({
      ...acceptance,
      receipt: { jws, disclosures: JSON.parse(disclosures ?? '[]') },
    })),
  erase: forgetPerson,
};
