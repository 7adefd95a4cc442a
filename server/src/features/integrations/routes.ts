import { integrations } from '@loge/protocol';
import type { Account } from '../../db/account.ts';
import type { Context } from '../../platform/context.ts';
import { bind } from '../../platform/http/bind.ts';
import { type Provider, readSearchQuery } from '../providers/feature.ts';
import { importedKeyCounts, toKey } from '../ssh-keys/feature.ts';
import { beginAuthorization } from './begin-authorization.ts';
import { checkIntegration } from './check-integration.ts';
import { completeAuthorization } from './complete-authorization.ts';
import { connectByToken } from './connect-by-token.ts';
import { disconnect } from './disconnect.ts';
import { findIntegration } from './find-integration.ts';
import { importKeys } from './import-keys.ts';
import { toIntegration } from './integration-object.ts';
import { offeredProviders } from './offered-providers.ts';
import { organizationsPage } from './organizations-page.ts';
import { type Integration, integrationsOf } from './queries.ts';
import { takeCall, takeSearch } from './throttling.ts';
import { useIntegration } from './use-integration.ts';

const shown = async (ctx: Context, account: Account, integration: Integration) => ({
  scm_integration: toIntegration(integration, account, await importedKeyCounts(ctx.reader, account.id)),
});

/** Asks the provider of one of the account's links something that changes nothing. */
async function search<T>(
  ctx: Context,
  account: Account,
  idOrType: string,
  ask: (provider: Provider, accessToken: string) => Promise<T>,
): Promise<T> {
  const integration = await findIntegration(ctx.reader, account.id, idOrType);
  takeSearch(ctx, account.id);
  return useIntegration(ctx, integration, ask);
}

export const integrationRoutes = [
  bind(integrations.listIntegrations, async (ctx, { principal: { account } }) => {
    const counts = await importedKeyCounts(ctx.reader, account.id);
    const own = await integrationsOf(ctx.reader, account.id);
    return { scm_integrations: own.map((one) => toIntegration(one, account, counts)) };
  }),
  bind(integrations.listProviders, async (ctx) => ({ scm_providers: offeredProviders(ctx.config) })),
  bind(integrations.showIntegration, async (ctx, { principal: { account }, params }) =>
    shown(ctx, account, await findIntegration(ctx.reader, account.id, params.id)),
  ),
  bind(integrations.createIntegration, async (ctx, { actor, principal: { account }, body }) => {
    await takeCall(ctx, account.id);
    return shown(ctx, account, await connectByToken(ctx, actor, account, body));
  }),
  bind(integrations.authorize, async (ctx, { actor, principal, body }) => {
    await takeCall(ctx, principal.account.id);
    return { authorization: await beginAuthorization(ctx, actor, principal, body.scm_type) };
  }),
  bind(integrations.completeAuthorization, async (ctx, { actor, principal, body }) => {
    await takeCall(ctx, principal.account.id);
    return shown(ctx, principal.account, await completeAuthorization(ctx, actor, principal, body));
  }),
  bind(integrations.deleteIntegration, async (ctx, { actor, principal: { account }, params }) =>
    disconnect(ctx, actor, account, params.id).then(() => undefined),
  ),
  bind(integrations.checkIntegration, async (ctx, { principal: { account }, params }) => {
    const integration = await findIntegration(ctx.reader, account.id, params.id);
    await takeCall(ctx, account.id);
    return shown(ctx, account, await checkIntegration(ctx, integration));
  }),
  bind(integrations.importKeys, async (ctx, { actor, principal: { account }, params }) => {
    const integration = await findIntegration(ctx.reader, account.id, params.id);
    await takeCall(ctx, account.id);
    const { added, refused } = await importKeys(ctx, actor, account, integration);
    return { keys: added.map((key) => toKey(key, account)), refused };
  }),

  // What the deploy service asks.
  bind(integrations.searchRepositories, async (ctx, { principal: { account }, params, query }) => ({
    repositories: await search(ctx, account, params.id, (provider, token) =>
      provider.searchRepositories(token, readSearchQuery(query.query ?? '')),
    ),
  })),
  bind(integrations.searchPullRequests, async (ctx, { principal: { account }, params, query }) => ({
    pull_requests: await search(ctx, account, params.id, (provider, token) =>
      provider.searchPullRequests(token, readSearchQuery(query.query ?? '')),
    ),
  })),
  bind(integrations.listOrganizations, async (ctx, { principal: { account }, params, query }) =>
    search(ctx, account, params.id, (provider, token) => organizationsPage(provider, token, query)),
  ),
  bind(integrations.listBranches, async (ctx, { principal: { account }, params, query }) => ({
    branches: await search(ctx, account, params.id, (provider, token) =>
      provider.branches(token, query.repo_name),
    ),
  })),
];
