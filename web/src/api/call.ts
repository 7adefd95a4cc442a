import {
  accountHeader,
  type BodyInputOf,
  type ParamsOf,
  type QueryOf,
  type ReplyOf,
  type Route,
} from '@loge/protocol';
import { ApiError, errorFrom } from './api-error.ts';
import { shownAccount } from './shown-account.ts';

type Part<Name extends string, Value> = Value extends undefined ? unknown : { [Key in Name]: Value };
type Input<R extends Route> = AnyInput &
  Part<'params', ParamsOf<R>> &
  Part<'query', QueryOf<R>> &
  Part<'body', BodyInputOf<R>>;
/** A route that takes nothing beside its own path. */
type Bare = Route & { params?: undefined; query?: undefined; body?: undefined };

interface AnyInput {
  params?: Record<string, string>;
  query?: Record<string, string | undefined>;
  body?: unknown;
}

/** In milliseconds, longer than any normal answer takes. A dead connection must not leave a form waiting. */
const patience = 30_000;

/** Calls a route of the protocol, typed by the route itself. Every failure is an `ApiError`. */
export function call<R extends Bare>(route: R): Promise<ReplyOf<R>>;
export function call<R extends Route>(route: R, input: Input<R>): Promise<ReplyOf<R>>;
export async function call(route: Route, input: AnyInput = {}): Promise<unknown> {
  const response = await send(route, input);
  if (response.status === 204) return undefined;
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw errorFrom(response.status, body);
  return body;
}

async function send(route: Route, { params, query, body }: AnyInput): Promise<Response> {
  const shown = shownAccount();
  const headers = new Headers(shown === null ? {} : { [accountHeader]: shown });
  const init: RequestInit = {
    method: route.method,
    headers,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(patience),
  };
  if (route.method !== 'GET') {
    headers.set('content-type', 'application/json');
    const root = route.body?.root;
    init.body = JSON.stringify(root ? { [root]: body } : (body ?? {}));
  }
  try {
    return await fetch(urlOf(route.path, params, query), init);
  } catch {
    throw new ApiError('unreachable');
  }
}

function urlOf(path: string, params: AnyInput['params'] = {}, query: AnyInput['query'] = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  return search.size > 0 ? `${filled}?${search}` : filled;
}
