import type { PersonalData } from '../../platform/personal-data.ts';
import { deleteIntegrationsOf, integrationsOf } from './queries.ts';
import { revokeGrant } from './revoke-grant.ts';

export const integrationsPersonal: PersonalData = {
  name: 'integrations',
  tables: {
    integrations: {
      exported: 'every column but the tokens, and what only their renewal needs',
      erased: 'the rows; our grants are taken back at the providers',
    },
  },
  export: async (reader, accountId) =>
    (await integrationsOf(reader, accountId)).map(
      ({
        account_id: _,
        sealed_tokens,
        tokens_version,
        renewal_id,
        renewal_began_at,
        check_due_at,
        scopes,
        missing_scopes,
        ...shown
      }) => ({ ...shown, scopes: scopes === null ? null : JSON.parse(scopes) }),
    ),
  erase: async (tx, accountId) => {
    for (const removed of await deleteIntegrationsOf(tx, accountId))
      await tx.enqueue(revokeGrant(removed, tx.now));
  },
};
