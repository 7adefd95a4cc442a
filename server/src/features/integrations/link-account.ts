import type { integrations } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import { invalidField } from '../../kernel/app-error.ts';
import { days, instantOf } from '../../kernel/clock.ts';
import { timeOrderedId } from '../../kernel/ids.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/write.ts';
import { recipientOf } from '../accounts/feature.ts';
import type { GrantedTokens, Identity } from '../providers/feature.ts';
import { findingOf } from './finding.ts';
import { integrationEvent } from './integration-object.ts';
import { connectedMail, mailedIntegration } from './mails.ts';
import {
  type Integration,
  insertIntegration,
  integrationsOf,
  lockIntegrationOfSubject,
  updateIntegration,
} from './queries.ts';
import { revokeGrant } from './revoke-grant.ts';
import { showGithub } from './show-github.ts';
import { sealTokens } from './tokens.ts';

/** The most integrations that one account can have. */
const maxIntegrations = 20;
export const checkEveryMs = days(1);

interface Link {
  readonly type: integrations.ScmType;
  readonly url: string;
  readonly identity: Identity;
  readonly tokens: GrantedTokens;
  readonly missingScopes: readonly string[];
}

/**
 * Links an account at a provider. One that is linked here already gets the new tokens, and works again. Throws 422 on `base`:
 * `linked_elsewhere` when it is linked on another account, `too_many`.
 */
export async function linkAccount(
  ctx: Context,
  actor: Actor,
  account: Account,
  link: Link,
): Promise<Integration> {
  return ctx.write(actor, async (tx) => {
    const known = await lockIntegrationOfSubject(tx, link.url, link.identity.account.uid);
    if (known && known.account_id !== account.id) throw linkedElsewhere();
    const linked = known ? await reconnect(tx, known, link) : await connect(tx, account, link);
    await tx.record({
      type: known ? 'integration_reconnected' : 'new_integration',
      accountId: account.id,
      data: integrationEvent(linked),
    });
    await showGithub(tx, account.id);
    await tx.enqueue(
      connectedMail.to(recipientOf(account), {
        ...mailedIntegration(linked),
        again: known !== undefined,
        at: tx.now,
        remoteIp: actor.remoteIp,
      }),
    );
    return linked;
  });
}

const linkedElsewhere = () => invalidField('base', 'linked_elsewhere');

async function connect(tx: Tx, account: Account, link: Link): Promise<Integration> {
  if ((await integrationsOf(tx, account.id)).length >= maxIntegrations)
    throw invalidField('base', 'too_many', { max: maxIntegrations });
  const id = timeOrderedId(Date.parse(tx.now));
  const owned = { id, account_id: account.id };
  const inserted = await insertIntegration(tx, {
    ...owned,
    scm_type: link.type,
    url: link.url,
    uid: link.identity.account.uid,
    ...(await columnsOf(tx, owned, link)),
    created_at: tx.now,
    last_used_at: null,
    tokens_version: 1,
  });
  // Somebody else linked it between the look and the insert.
  if (!inserted) throw linkedElsewhere();
  return inserted;
}

async function reconnect(tx: Tx, known: Integration, link: Link): Promise<Integration> {
  const version = known.tokens_version;
  const change = { ...(await columnsOf(tx, known, link)), scm_type: link.type, tokens_version: version + 1 };
  const updated = await updateIntegration(tx, known.id, version, change);
  if (!updated) throw new Error('a row that is locked changed');
  // The former tokens would live on, held by nobody.
  await tx.enqueue(revokeGrant(known, tx.now));
  return updated;
}

async function columnsOf(tx: Tx, owned: Pick<Integration, 'id' | 'account_id'>, link: Link) {
  return {
    ...findingOf(link.identity, link.missingScopes, { now: tx.now, endsForGoodAt: link.tokens.expiresAt }),
    check_due_at: instantOf(Date.parse(tx.now) + checkEveryMs),
    sealed_tokens: await sealTokens(tx, owned, link.tokens),
    renew_at: link.tokens.renewAt,
    expires_at: link.tokens.expiresAt,
    renewal_id: null,
    renewal_began_at: null,
  };
}
