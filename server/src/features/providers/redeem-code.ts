import { invalidField } from '../../kernel/app-error.ts';
import { type GrantedTokens, GrantRefused, type OAuthClient } from './oauth-client.ts';
import { refusalOf } from './provider-refusal.ts';

/** What a browser came back with from the provider. */
export interface AuthorizationAnswer {
  readonly state: string;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
  /** RFC 9207. */
  readonly iss?: string | undefined;
}

/**
 * Changes the code of an answer for tokens; its state is known to be ours by then. Throws 422 on `code`
 * (`authorization_denied`, `authorization_failed`), `provider_refused`, `provider_unreachable`.
 */
export async function redeemCode(
  client: OAuthClient,
  { state, code, error, iss }: AuthorizationAnswer,
  redirectUri: string,
  verifier: string,
): Promise<GrantedTokens> {
  if (code === undefined)
    throw invalidField('code', error === 'access_denied' ? 'authorization_denied' : 'authorization_failed');
  return client.redeem({ code, state, iss }, redirectUri, verifier).catch((cause: unknown) => {
    throw cause instanceof GrantRefused ? invalidField('code', 'authorization_failed') : refusalOf(cause);
  });
}
