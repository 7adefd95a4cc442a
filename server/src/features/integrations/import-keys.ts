import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import { importKeys as addKeys, type Imported } from '../ssh-keys/feature.ts';
import type { Integration } from './queries.ts';
import { useIntegration } from './use-integration.ts';

/** Adds to an account the SSH keys that its member has at the provider. Throws what `useIntegration` throws. */
export async function importKeys(
  ctx: Context,
  actor: Actor,
  account: Account,
  integration: Integration,
): Promise<Imported> {
  const keys = await useIntegration(ctx, integration, (provider, token) => provider.keys(token));
  return addKeys(ctx, actor, account, { name: integration.scm_type, integrationId: integration.id }, keys);
}
