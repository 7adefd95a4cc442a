import type { Account } from '../../db/account.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Context } from '../../platform/context.ts';
import { importKeys as addImportedKeys, type Imported } from '../ssh-keys/feature.ts';
import type { Integration } from './queries.ts';
import { useIntegration } from './use-integration.ts';

/** Adds the SSH keys of the account at the provider that are new here. Throws what `useIntegration` throws. */
export async function importKeys(
  ctx: Context,
  actor: Actor,
  account: Account,
  integration: Integration,
): Promise<Imported> {
  const keys = await useIntegration(ctx, integration, (provider, token) => provider.keys(token));
  return addImportedKeys(
    ctx,
    actor,
    account,
    { name: integration.scm_type, integrationId: integration.id },
    keys,
  );
}
