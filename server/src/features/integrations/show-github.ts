import type { accounts } from '@loge/protocol';
import type { Tx } from '../../platform/write.ts';
import { updateAccount } from '../accounts/feature.ts';
import { integrationsOf } from './queries.ts';

/** Has the user object show the linked account at GitHub, or none (docs/contract.md#user-object). */
export async function showGithub(tx: Tx, accountId: string): Promise<void> {
  const linked = (await integrationsOf(tx, accountId)).find(({ scm_type }) => scm_type === 'github');
  const github: accounts.User['github'] = linked
    ? {
        username: linked.username,
        email: linked.email,
        avatar_url: linked.avatar_url,
        profile_url: linked.profile_url,
      }
    : null;
  await updateAccount(tx, accountId, { github: github && JSON.stringify(github) });
}
