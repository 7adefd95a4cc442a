import { type Answer, ask, hasNext, type Request, type Way } from './api-client.ts';
import { forgejoRefusal } from './forgejo-refusal.ts';
import { everyPage } from './pages.ts';

/** The most that a Forgejo puts on a page, unless its operator says otherwise. */
export const perPage = 50;

/** Sends requests with a token that a member made. */
export interface ForgejoClient {
  /** Throws what the refusal means, unless the status is 200. @param path below `/api/v1`. */
  get(token: string, path: string, query?: Request['query']): Promise<Answer>;
  /** As `get`, but answers a refusal. */
  try(token: string, path: string, query?: Request['query']): Promise<Answer>;
  /** All of a list up to so many pages. @param read takes the entries of one page from its body. */
  all<T>(
    token: string,
    path: string,
    query: NonNullable<Request['query']>,
    read: (body: unknown) => T[],
    mostPages: number,
  ): Promise<T[]>;
}

export function forgejoClient(way: Way, origin: string): ForgejoClient {
  const attempt: ForgejoClient['try'] = (token, path, query) =>
    ask(way, `${origin}/api/v1${path}`, {
      headers: { authorization: `token ${token}` },
      ...(query ? { query } : {}),
    });
  const get: ForgejoClient['get'] = async (token, path, query) => {
    const answer = await attempt(token, path, query);
    if (answer.status !== 200) throw forgejoRefusal(answer);
    return answer;
  };
  return {
    try: attempt,
    get,
    all(token, path, query, read, mostPages) {
      let seen = 0;
      return everyPage(async (page) => {
        const answer = await get(token, path, { ...query, page, limit: perPage });
        const entries = read(answer.body);
        const here = lengthOf(answer.body);
        seen += here;
        // Of some lists there is a count, but no address of the next page.
        const isCounted = Number(answer.headers.get('x-total-count') ?? 0) > seen;
        return { entries, more: here > 0 && (isCounted || hasNext(answer)) };
      }, mostPages);
    },
  };
}

/** How many entries a page has, those included that do not fit. */
function lengthOf(body: unknown): number {
  if (Array.isArray(body)) return body.length;
  return typeof body === 'object' && body !== null && 'data' in body && Array.isArray(body.data)
    ? body.data.length
    : 0;
}
