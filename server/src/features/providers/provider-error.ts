/**
 * Why a provider did not do what it was asked.
 * - `token_refused`: it does not take the token, or has blocked its owner
 * - `scope_missing`: the token may not do this; `scopes` names what it lacks, as far as it is known
 * - `organisation_blocked`: an organisation wants its single sign-on first, or refuses the network or the application; `url`
 *   is where the member authorises the token, where the provider says so
 * - `rate_limited`: too many requests; `retryAfterSeconds` says when to come back
 * - `not_found`: no such repository, or the member may not see it
 * - `forbidden`: the member may not do this one thing, for a reason that is none of the above
 * - `unreachable`: a fault of the provider's, or no answer: then `cause` is the `OutboundError`
 * - `not_this_software`: whatever answers there is not what the member said it is
 * - `not_a_person`: the token is a bot's, a project's, a group's or a job's
 */
export type ProviderFault =
  | 'token_refused'
  | 'scope_missing'
  | 'organisation_blocked'
  | 'rate_limited'
  | 'not_found'
  | 'forbidden'
  | 'unreachable'
  | 'not_this_software'
  | 'not_a_person';

interface Details {
  readonly scopes?: readonly string[];
  readonly url?: string | null;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** Its message is the reason: it repeats nothing of what the provider said, which may hold anything. */
export class ProviderError extends Error {
  readonly reason: ProviderFault;
  /** With `scope_missing`; else empty. */
  readonly scopes: readonly string[];
  /** With `organisation_blocked`, where the provider gave one; else null. On the provider's origin. */
  readonly url: string | null;
  /** With `rate_limited`: 1 second to a day; else 0. */
  readonly retryAfterSeconds: number;

  constructor(reason: ProviderFault, { scopes, url, retryAfterSeconds, cause }: Details = {}) {
    super(reason, { cause });
    this.name = 'ProviderError';
    this.reason = reason;
    this.scopes = scopes ?? [];
    this.url = url ?? null;
    this.retryAfterSeconds = retryAfterSeconds ?? 0;
  }
}
