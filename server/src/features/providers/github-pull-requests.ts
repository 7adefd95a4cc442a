import { readAnswer, readList } from './answer-shapes.ts';
import { foundItems, foundPullRequest, gitHubPullRequest } from './github-answers.ts';
import type { GitHubClient } from './github-client.ts';
import { eachOf } from './pages.ts';
import type { PullRequest, SearchQuery } from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { ownerAndName } from './search-query.ts';

const most = 100;
/** A search says neither a pull request's own id nor where its changes come from, so that each one found is asked for. */
const mostFound = 20;

/** Pull requests of one repository, or whatever a search finds. */
export async function searchPullRequests(
  client: GitHubClient,
  token: string,
  query: SearchQuery,
): Promise<PullRequest[]> {
  const repository = query.repository === null ? null : ownerAndName(query.repository);
  if (repository === null || query.words !== '') return findPullRequests(client, token, query, repository);
  const { body } = await client.get(token, `/repos/${repository}/pulls`, {
    state: query.state ?? 'all',
    sort: 'updated',
    direction: 'desc',
    per_page: most,
  });
  return readList(gitHubPullRequest, body, most);
}

async function findPullRequests(
  client: GitHubClient,
  token: string,
  { words, state }: SearchQuery,
  repository: string | null,
): Promise<PullRequest[]> {
  const parts = [words, 'is:pr', state && `is:${state}`, repository && `repo:${repository}`];
  const answer = await client.try(token, '/search/issues', {
    q: parts.filter(Boolean).join(' '),
    sort: 'updated',
    per_page: mostFound,
  });
  // A search in a repository that is not there, or of words that GitHub cannot read.
  if (answer.status === 422 && repository !== null) throw new ProviderError('not_found');
  if (answer.status === 422) return [];
  if (answer.status !== 200) throw client.refusal(answer);
  const { items } = readAnswer(foundItems, answer.body);
  const found = await eachOf(readList(foundPullRequest, items, mostFound), async (each) => {
    const place = ownerAndName(each.repository);
    const { status, body } = await client.try(token, `/repos/${place}/pulls/${each.number}`);
    // The search may find what an organisation then does not show to this token.
    const read = status === 200 ? gitHubPullRequest.safeParse(body) : null;
    return read?.success && read.data ? [read.data] : [];
  });
  return found.flat();
}
