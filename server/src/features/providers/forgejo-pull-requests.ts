import { readList } from './answer-shapes.ts';
import { foundForgejoPullRequest } from './forgejo-answers.ts';
import { type ForgejoClient, perPage } from './forgejo-client.ts';
import { gitHubPullRequest } from './github-answers.ts';
import { eachOf } from './pages.ts';
import type { PullRequest, SearchQuery } from './provider.ts';
import { ownerAndName } from './search-query.ts';

const mostPages = 2;
/** A search says neither a pull request's own id nor where its changes come from, so that each one found is asked for. */
const mostFound = 20;

/** Pull requests of one repository, or of all that the member may see. */
export async function searchForgejoPullRequests(
  client: ForgejoClient,
  token: string,
  query: SearchQuery,
): Promise<PullRequest[]> {
  const repository = query.repository === null ? null : ownerAndName(query.repository);
  const state = query.state ?? 'all';
  if (repository !== null && query.words === '')
    return client.all(
      token,
      `/repos/${repository}/pulls`,
      { state, sort: 'recentupdate' },
      (body) => readList(gitHubPullRequest, body, perPage),
      mostPages,
    );
  const path = repository === null ? '/repos/issues/search' : `/repos/${repository}/issues`;
  const { body } = await client.get(token, path, {
    type: 'pulls',
    state,
    limit: mostFound,
    ...(query.words === '' ? {} : { q: query.words }),
  });
  const found = await eachOf(readList(foundForgejoPullRequest, body, mostFound), async (each) => {
    const answer = await client.try(token, `/repos/${ownerAndName(each.repository)}/pulls/${each.number}`);
    const read = answer.status === 200 ? gitHubPullRequest.safeParse(answer.body) : null;
    return read?.success && read.data ? [read.data] : [];
  });
  return found.flat();
}
