import type { PersonalData } from '../personal-data.ts';

/** Mailed links: secrets in transit, and what they were about. */
export const linksPersonal: PersonalData = {
  name: 'links',
  tables: {
    one_time_links: {
      exported: 'nothing: a link is a secret in transit',
      erased: 'the rows; `subject` holds an address',
    },
  },
  export: async () => undefined,
};
