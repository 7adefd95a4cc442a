import { seconds } from '../../kernel/clock.ts';
import { OutboundError } from '../../platform/outbound/outbound.ts';
import type { Fetch, Provider, ProviderOptions } from './provider.ts';

/**
 * How long one call may go on asking. The way out bounds each request by ten seconds, and clients wait for thirty
 * (docs/contract.md#transport): a slow provider must not use up both by many pages.
 */
const askedForMs = seconds(15);

/** Makes each call of a provider end in time. What is asked for too late is refused as the way out refuses it. */
export function inTime(options: ProviderOptions, make: (options: ProviderOptions) => Provider): Provider {
  const fresh = () => make({ ...options, fetch: untilLate(options) });
  return {
    ...fresh(),
    identify: (...given) => fresh().identify(...given),
    keys: (...given) => fresh().keys(...given),
    searchRepositories: (...given) => fresh().searchRepositories(...given),
    searchPullRequests: (...given) => fresh().searchPullRequests(...given),
    organizations: (...given) => fresh().organizations(...given),
    branches: (...given) => fresh().branches(...given),
    revoke: (...given) => fresh().revoke(...given),
  };
}

function untilLate(options: ProviderOptions): Fetch {
  const end = options.now() + askedForMs;
  return (url, init) =>
    options.now() < end
      ? options.fetch(url, init)
      : Promise.reject(new OutboundError('timed_out', new URL(url).hostname));
}
