import type { integrations } from '@loge/protocol';
import * as oauth from 'oauth4webapi';
import { days, type Instant, instantOf } from '../../kernel/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { OAuthRegistration } from './oauth-registration.ts';

/** A pair as the provider answered it, with its ends. */
export interface GrantedTokens {
  readonly access: string;
  /** Null when it is not renewed. */
  readonly refresh: string | null;
  /** When the access token has to be renewed; null when it is not renewed. */
  readonly renewAt: Instant | null;
  /** When the access token ends for good; null when it is renewed or never ends. */
  readonly expiresAt: Instant | null;
  /** What the grant allows; null where the provider does not say. */
  readonly scopes: readonly string[] | null;
}

/** The provider did not give tokens (RFC 6749, 5.2). */
export class GrantRefused extends Error {
  override name = 'GrantRefused';
  /** Such as `invalid_grant`. */
  readonly code: string;
  constructor(code: string) {
    super(`the provider refused a grant: ${code}`);
    this.code = code;
  }
}

/** `bad_refresh_token` is what GitHub calls an `invalid_grant` (RFC 6749, 5.2). Any other error may be over tomorrow. */
export const isRefusedForGood = (error: unknown): boolean =>
  error instanceof GrantRefused && (error.code === 'invalid_grant' || error.code === 'bad_refresh_token');

interface Endpoints {
  readonly authorize: string;
  readonly token: string;
}

const endpoints: Record<integrations.OAuthType, Endpoints> = {
  github: { authorize: '/login/oauth/authorize', token: '/login/oauth/access_token' },
  gitlab: { authorize: '/oauth/authorize', token: '/oauth/token' },
};

/** How long before its end an access token is renewed. */
const renewedBeforeMs = 60_000;
/** What a longer life is taken for, so that its end is an instant. */
const longestLifeMs = days(3650);

/** The OAuth side of one provider, for one registration: authorization code with PKCE (RFC 7636), and renewal. */
export class OAuthClient {
  readonly #ctx: Pick<Context, 'outbound' | 'now'>;
  readonly #registration: OAuthRegistration;
  readonly #endpoints: Endpoints;

  constructor(
    ctx: Pick<Context, 'outbound' | 'now'>,
    type: integrations.OAuthType,
    registration: OAuthRegistration,
  ) {
    this.#ctx = ctx;
    this.#registration = registration;
    this.#endpoints = endpoints[type];
  }

  /** Where the browser is sent to be asked. */
  async authorizationUrl(
    scopes: readonly string[],
    redirectUri: string,
    state: string,
    verifier: string,
  ): Promise<string> {
    const url = new URL(this.#endpoints.authorize, this.#registration.origin);
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: this.#registration.clientId,
      redirect_uri: redirectUri,
      scope: scopes.join(' '),
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    return url.href;
  }

  /**
   * Changes the code for tokens. Throws `GrantRefused`, and `OutboundError` when the provider cannot be reached.
   * @param answer what the browser came back with; `state` is known to be ours by then.
   */
  async redeem(
    answer: { readonly code: string; readonly state: string; readonly iss?: string | undefined },
    redirectUri: string,
    verifier: string,
  ): Promise<GrantedTokens> {
    const { code, state, iss } = answer;
    const { server, client } = this.#parties(iss);
    const given = new URLSearchParams({ code, state, ...(iss === undefined ? {} : { iss }) });
    return this.#granted(null, async () => {
      const parameters = oauth.validateAuthResponse(server, client, given, state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        this.#authentication(),
        parameters,
        redirectUri,
        verifier,
        this.#options(),
      );
      return oauth.processAuthorizationCodeResponse(server, client, response);
    });
  }

  /** Changes a refresh token for the next pair. Throws as `redeem` does. */
  async renew(refreshToken: string): Promise<GrantedTokens> {
    const { server, client } = this.#parties();
    return this.#granted(refreshToken, async () => {
      const response = await oauth.refreshTokenGrantRequest(
        server,
        client,
        this.#authentication(),
        refreshToken,
        this.#options(),
      );
      return oauth.processRefreshTokenResponse(server, client, response);
    });
  }

  /** @param former the refresh token that stays good where the answer brings no other (RFC 6749, 6). */
  async #granted(
    former: string | null,
    ask: () => Promise<oauth.TokenEndpointResponse>,
  ): Promise<GrantedTokens> {
    const asked = this.#ctx.now();
    const answer = await ask().catch((error: unknown) => {
      if (error instanceof oauth.ResponseBodyError) throw new GrantRefused(error.error);
      if (error instanceof oauth.AuthorizationResponseError) throw new GrantRefused(error.error);
      if (error instanceof oauth.OperationProcessingError) throw new GrantRefused('unreadable_answer');
      throw error;
    });
    const endsAt =
      answer.expires_in === undefined ? null : asked + Math.min(answer.expires_in * 1000, longestLifeMs);
    const refresh = answer.refresh_token ?? former;
    return {
      access: answer.access_token,
      refresh,
      renewAt: endsAt !== null && refresh !== null ? instantOf(endsAt - renewedBeforeMs) : null,
      expiresAt: endsAt !== null && refresh === null ? instantOf(endsAt) : null,
      // GitHub separates them by commas, the standard by blanks (RFC 6749, 3.3). A GitHub App has permissions instead, and says nothing.
      scopes: answer.scope ? answer.scope.split(/[\s,]+/).filter((scope) => scope !== '') : null,
    };
  }

  /** @param iss who the answer says it is from (RFC 9207). */
  #parties(iss?: string): { server: oauth.AuthorizationServer; client: oauth.Client } {
    const { origin, clientId } = this.#registration;
    return {
      server: {
        issuer: this.#issuers.find((one) => one === iss) ?? origin,
        token_endpoint: new URL(this.#endpoints.token, origin).href,
      },
      client: { client_id: clientId },
    };
  }

  /** What the provider may call itself: GitHub's metadata (RFC 8414) name the path of its endpoints too. */
  get #issuers(): readonly string[] {
    const { origin } = this.#registration;
    const path = this.#endpoints === endpoints.github ? ['/login/oauth'] : [];
    return [origin, ...path.map((one) => `${origin}${one}`)];
  }

  #authentication(): oauth.ClientAuth {
    return oauth.ClientSecretPost(this.#registration.clientSecret);
  }

  #options() {
    return {
      [oauth.customFetch]: async (url: string, init: oauth.CustomFetchOptions<'POST', URLSearchParams>) =>
        errorAsError(await this.#ctx.outbound.fetch(url, { ...init, body: init.body.toString() })),
      // Whether a provider may be reached without TLS, the outbound guard decides.
      [oauth.allowInsecureRequests]: true,
    };
  }
}

/** GitHub answers errors with status 200. */
async function errorAsError(response: Response): Promise<Response> {
  if (response.status !== 200) return response;
  const text = await response.text();
  const { headers } = response;
  return new Response(text, { status: isError(text) ? 400 : 200, headers });
}

function isError(text: string): boolean {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'error' in body;
  } catch {
    return false;
  }
}
