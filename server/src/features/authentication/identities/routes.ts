import { identities } from '@loge/protocol';
import { signInProvidersOf } from '../../../platform/config/sign-in-providers.ts';
import { bind } from '../../../platform/http/bind.ts';
import { toIdentity } from './identity-object.ts';
import { identitiesOf } from './queries.ts';
import { removeIdentity } from './remove-identity.ts';

export const identityRoutes = [
  bind(identities.listIdentities, async ({ config, reader }, { principal }) => ({
    identities: (await identitiesOf(reader, principal.account.id)).map((one) => toIdentity(config, one)),
    providers: signInProvidersOf(config),
  })),
  bind(identities.removeIdentity, async (ctx, { actor, principal, params }) => {
    await removeIdentity(ctx, actor, principal.account, params.id);
    return undefined;
  }),
];
