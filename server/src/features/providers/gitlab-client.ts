import { type Answer, ask, type Request, type Way } from './api-client.ts';
import { gitLabRefusal } from './gitlab-refusal.ts';

/** Sends requests with a member's token, of either kind: GitLab takes both as bearer. */
export interface GitLabClient {
  /** Throws what the refusal means, unless the status is 200. @param path below `/api/v4`. */
  get(token: string, path: string, query?: Request['query']): Promise<Answer>;
  /** As `get`, but answers a refusal. */
  try(token: string, path: string, query?: Request['query']): Promise<Answer>;
}

export function gitLabClient(way: Way, origin: string): GitLabClient {
  const attempt: GitLabClient['try'] = (token, path, query) =>
    ask(way, `${origin}/api/v4${path}`, {
      headers: { authorization: `Bearer ${token}` },
      ...(query ? { query } : {}),
    });
  return {
    try: attempt,
    async get(token, path, query) {
      const answer = await attempt(token, path, query);
      if (answer.status !== 200) throw gitLabRefusal(answer);
      return answer;
    },
  };
}
