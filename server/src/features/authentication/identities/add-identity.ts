import { randomUUID } from 'node:crypto';
import { identities } from '@loge/protocol';
import type { Account } from '../../../db/account.ts';
import { invalidField } from '../../../kernel/app-error.ts';
import type { Tx } from '../../../platform/write.ts';
import { recipientOf } from '../../accounts/feature.ts';
import { identityEvent } from './identity-object.ts';
import { identityAddedMail, mailedIdentity } from './mails.ts';
import { type Identity, identitiesOf, insertIdentity } from './queries.ts';

type NewIdentity = Pick<Identity, 'provider' | 'url' | 'uid' | 'username'>;

/**
 * Gives the account one more way to sign in, as part of the caller's write, which holds the account's lock. Throws 422 on `base`:
 * `linked_elsewhere` when the account at the provider signs somebody in already, `too_many`.
 *
 * @param made the account was made with it just now. Somebody whose address is not confirmed yet is not mailed.
 */
export async function addIdentity(
  tx: Tx,
  account: Account,
  identity: NewIdentity,
  { made = false }: { readonly made?: boolean } = {},
): Promise<Identity> {
  const { provider, url, uid, username } = identity;
  if ((await identitiesOf(tx, account.id)).length >= identities.maxIdentities)
    throw invalidField('base', 'too_many', { max: identities.maxIdentities });
  const added = await insertIdentity(tx, {
    ...{ provider, url, uid, username },
    id: randomUUID(),
    account_id: account.id,
  });
  if (!added) throw invalidField('base', 'linked_elsewhere');
  await tx.record({ type: 'identity_added', accountId: account.id, data: identityEvent(added) });
  if (account.email_confirmed_at !== null) {
    const { remoteIp } = tx.actor;
    await tx.enqueue(
      identityAddedMail.to(recipientOf(account), { ...mailedIdentity(added), made, at: tx.now, remoteIp }),
    );
  }
  return added;
}
