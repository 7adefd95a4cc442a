import type { Tx } from '../../platform/write.ts';
import { accountById, recipientOf } from '../accounts/feature.ts';
import { integrationEvent } from './integration-object.ts';
import { type Broken, brokenMail, mailedIntegration } from './mails.ts';
import type { Integration } from './queries.ts';

const isBroken = (state: string): state is Broken => state !== 'ok' && state !== 'unreachable';

/**
 * Records and mails that a link is broken: once, when it came into this state.
 * @param before the row as this write found and locked it.
 */
export async function tellOfBreakage(tx: Tx, before: Integration, broken: Integration): Promise<void> {
  const { state, account_id: accountId } = broken;
  if (!isBroken(state) || before.state === state) return;
  await tx.record({ type: 'integration_broken', accountId, data: { ...integrationEvent(broken), state } });
  const account = await accountById(tx, accountId);
  if (!account) return;
  await tx.enqueue(
    brokenMail.to(recipientOf(account), {
      ...mailedIntegration(broken),
      state,
      endsAt: broken.expires_at,
      missing: JSON.parse(broken.missing_scopes),
    }),
  );
}
