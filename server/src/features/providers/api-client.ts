import { OutboundError } from '../../platform/outbound/outbound.ts';
import type { Fetch, ProviderOptions } from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { isTooMany, retryAfterOf } from './rate-limit.ts';

/** How a provider is reached. */
export type Way = Pick<ProviderOptions, 'fetch' | 'now'>;

/** What a provider answered, with a status below 500. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined when it was not JSON. */
  readonly body: unknown;
}

/** Of a list, `next` says whether there is more. */
export const hasNext = ({ headers }: Answer): boolean => /\brel="?next\b/.test(headers.get('link') ?? '');

export interface Request {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Sends a request and reads the answer. Throws `unreachable` and `rate_limited`, and `not_this_software` when the request was led
 * to another place, where nothing of ours is to go.
 * @param url without a query.
 */
export async function ask(way: Way, url: string, request: Request): Promise<Answer> {
  const { method = 'GET', query = {}, headers, body } = request;
  const address = new URL(url);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
  const { response, text } = await sent(way, address.href, {
    method,
    // GitHub refuses requests of nobody.
    headers: { accept: 'application/json', 'user-agent': 'Loge', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  if (response.url !== '' && new URL(response.url).origin !== address.origin)
    throw new ProviderError('not_this_software');
  const { status } = response;
  if (isTooMany(status, response.headers))
    throw new ProviderError('rate_limited', { retryAfterSeconds: retryAfterOf(response.headers, way.now()) });
  if (status >= 500) throw new ProviderError('unreachable', { cause: new Error(`it answered ${status}`) });
  if (status >= 300 && status < 400) throw new ProviderError('not_this_software');
  return { status, headers: response.headers, body: parsed(text) };
}

async function sent(way: Way, url: string, init: Parameters<Fetch>[1]) {
  try {
    const response = await way.fetch(url, init);
    return { response, text: await response.text() };
  } catch (error) {
    // Anything else is a fault of ours.
    throw error instanceof OutboundError ? new ProviderError('unreachable', { cause: error }) : error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a provider says in words, to tell one refusal from another; never shown. Empty when it says nothing. */
export function messageOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const said = 'message' in body ? body.message : 'error' in body ? body.error : '';
  return typeof said === 'string' ? said.slice(0, 2000) : '';
}
