import { type Answer, ask, type Request, type Way } from './api-client.ts';
import { gitHubRefusal } from './github-refusal.ts';

/** Sends requests to the API of one GitHub. */
export interface GitHubClient {
  readonly origin: string;
  /** With a member's token. Throws what the refusal means, unless the status is 200. */
  get(token: string, path: string, query?: Request['query']): Promise<Answer>;
  /** As `get`, but answers a refusal. */
  try(token: string, path: string, query?: Request['query']): Promise<Answer>;
  /** With any credential. */
  send(path: string, request: Request): Promise<Answer>;
  refusal(answer: Answer): Error;
}

export function gitHubClient(way: Way, origin: string): GitHubClient {
  const base = apiBase(origin);
  const send: GitHubClient['send'] = (path, request) =>
    ask(way, `${base}${path}`, {
      ...request,
      headers: {
        ...request.headers,
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
      },
    });
  const attempt: GitHubClient['try'] = (token, path, query) =>
    send(path, { headers: { authorization: `Bearer ${token}` }, ...(query ? { query } : {}) });
  const refusal = (answer: Answer) => gitHubRefusal(answer, origin, way);
  return {
    origin,
    send,
    refusal,
    try: attempt,
    async get(token, path, query) {
      const answer = await attempt(token, path, query);
      if (answer.status !== 200) throw refusal(answer);
      return answer;
    },
  };
}

/** github.com and `<name>.ghe.com` have a host for the API; a GitHub Enterprise Server has a path. */
export function apiBase(origin: string): string {
  const { host } = new URL(origin);
  const isCloud = host === 'github.com' || /^[a-z0-9-]+\.ghe\.com$/.test(host);
  return isCloud ? `https://api.${host}` : `${origin}/api/v3`;
}
