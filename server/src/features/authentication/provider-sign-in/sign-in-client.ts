import { type integrations, paths } from '@loge/protocol';
import type { Context } from '../../../platform/context.ts';
import {
  type AuthorizationAnswer,
  makeProvider,
  OAuthClient,
  redeemCode,
  refusalOf,
  signInRegistration,
} from '../../providers/feature.ts';

/** What is asked for: who somebody is, and which of their addresses are verified. */
export const signInScopes: Record<integrations.OAuthType, readonly string[]> = {
  github: ['user:email'],
  gitlab: ['read_user'],
};

/** The client of the registration for signing in, with the origin of its provider. Null where there is none. */
export function signInClient(ctx: Context, provider: integrations.OAuthType) {
  const registration = signInRegistration(ctx.config, provider);
  return registration
    ? { oauth: new OAuthClient(ctx, provider, registration), origin: registration.origin }
    : null;
}

export const redirectUriOf = ({ config }: Context, provider: integrations.OAuthType): string =>
  new URL(paths[provider === 'github' ? 'githubSignIn' : 'gitlabSignIn'], config.publicUrl).href;

/** The PKCE verifier (RFC 7636, 4.1): a MAC of the state, 43 characters, so that it is kept nowhere. */
export const verifierOf = ({ keyring }: Context, state: string): string =>
  keyring.mac('oauth-verifier', state);

interface ProviderAccount {
  readonly uid: string;
  readonly username: string;
  /** An address that the provider has verified. */
  readonly email: string | null;
}

/**
 * Asks the provider whom an answer is from. The tokens are kept nowhere. Throws 422 on `code`, `provider_refused`,
 * `provider_unreachable`.
 * @param caller whose calls are bounded together: the network that they come from.
 */
export async function identifyAtProvider(
  ctx: Context,
  provider: integrations.OAuthType,
  { oauth, origin }: NonNullable<ReturnType<typeof signInClient>>,
  answer: AuthorizationAnswer,
  caller: string,
): Promise<ProviderAccount> {
  const tokens = await redeemCode(oauth, answer, redirectUriOf(ctx, provider), verifierOf(ctx, answer.state));
  const options = { fetch: ctx.outbound.fetchFor(caller), now: ctx.now, registration: null };
  const { account } = await makeProvider(provider, origin, options)
    .identify(tokens.access)
    .catch((cause: unknown) => {
      throw refusalOf(cause);
    });
  return { uid: account.uid, username: account.username, email: account.email };
}
