import { applications } from '@loge/protocol';
import { invalidField, notFound } from '../../kernel/app-error.ts';
import { bind } from '../../platform/http/bind.ts';
import { ownerNamed } from '../accounts/feature.ts';
import { applicationsOf } from './queries.ts';
import { registerApplication, removeApplication } from './register-application.ts';

export const applicationRoutes = [
  bind(applications.listApplications, async (ctx, { principal: { account, applications: limit } }) => {
    const owned = await applicationsOf(ctx.reader, account.id);
    return {
      applications: owned
        .filter(({ id }) => limit === null || limit.includes(id))
        .map(({ id, name, url, hds_since }) => ({ id, name, url, hds: hds_since !== null })),
    };
  }),
  bind(applications.registerApplication, async (ctx, { actor, params, body }) => {
    const owner = await ownerNamed(ctx.reader, body.owner);
    if (!owner) throw invalidField('owner', 'unknown_owner');
    const { id, name, url, hds_since, registered_at } = await registerApplication(ctx, actor, {
      id: params.id,
      name: body.name,
      url: body.url ?? null,
      hds: body.hds ?? false,
      account_id: owner.id,
    });
    return {
      app: {
        id,
        name,
        url,
        owner: { id: owner.id, username: owner.username },
        hds: hds_since !== null,
        registered_at,
      },
    };
  }),
  bind(applications.removeApplication, async (ctx, { actor, params }) => {
    // Never `app`: the command line cannot read a not-found error about `app` (docs/contract.md#errors).
    if (!(await removeApplication(ctx, actor, params.id))) throw notFound('application');
    return undefined;
  }),
];
