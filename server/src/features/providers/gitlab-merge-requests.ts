import { readList } from './answer-shapes.ts';
import { type GitLabMergeRequest, gitLabMergeRequest, gitLabProject } from './gitlab-answers.ts';
import type { GitLabClient } from './gitlab-client.ts';
import { eachOf } from './pages.ts';
import type { PullRequest, Repository, SearchQuery } from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { pathParts } from './search-query.ts';

/** GitLab counts merged ones apart from closed ones. */
const states = { open: ['opened'], closed: ['merged', 'closed'] } as const;
const most = 100;
const mostFromEverywhere = 20;
/** How many forks are looked up: a merge request names the project that it comes from by its number only. */
const mostForks = 20;

/** Merge requests of one project, or of all that the member may see. */
export async function searchMergeRequests(
  client: GitLabClient,
  token: string,
  query: SearchQuery,
): Promise<PullRequest[]> {
  const parts = query.repository === null ? [] : pathParts(query.repository);
  if (parts === null) throw new ProviderError('not_found');
  const inProject = query.repository !== null;
  const wanted = inProject ? most : mostFromEverywhere;
  const path = inProject
    ? `/projects/${encodeURIComponent(parts.join('/'))}/merge_requests`
    : '/merge_requests';
  const found = await Promise.all(
    (query.state === null ? ['all'] : states[query.state]).map(async (state) => {
      const { body } = await client.get(token, path, {
        scope: 'all',
        state,
        order_by: 'updated_at',
        per_page: wanted,
        ...(query.words === '' ? {} : { search: query.words, in: 'title' }),
      });
      return readList(gitLabMergeRequest, body, wanted);
    }),
  );
  const entries = found
    .flat()
    .filter(({ web_url }) => web_url !== '')
    .slice(0, wanted);
  const forks = await forksOf(client, token, entries);
  return entries.map((entry) => pullRequestOf(entry, forks));
}

function pullRequestOf(entry: GitLabMergeRequest, forks: ReadonlyMap<number, Repository>): PullRequest {
  const { id, iid, title, web_url, source_project_id, target_project_id } = entry;
  const fork = source_project_id === null ? undefined : forks.get(source_project_id);
  const source = source_project_id === target_project_id ? projectOf(web_url) : fork;
  return {
    id,
    number: iid,
    title,
    html_url: web_url,
    source_repo_name: source?.fullName ?? '',
    source_repo_html_url: source?.url ?? '',
  };
}

/** The project that a merge request's page belongs to: `<origin>/<group>/<project>/-/merge_requests/<number>`. */
function projectOf(webUrl: string): Pick<Repository, 'fullName' | 'url'> {
  const url = webUrl.replace(/(?:\/-)?\/merge_requests\/\d+$/, '');
  return { fullName: new URL(url).pathname.slice(1), url };
}

async function forksOf(
  client: GitLabClient,
  token: string,
  entries: readonly GitLabMergeRequest[],
): Promise<ReadonlyMap<number, Repository>> {
  const ids = entries.flatMap(({ source_project_id, target_project_id }) =>
    source_project_id === null || source_project_id === target_project_id ? [] : [source_project_id],
  );
  const found = await eachOf([...new Set(ids)].slice(0, mostForks), async (id) => {
    const { status, body } = await client.try(token, `/projects/${id}`);
    // The member may see a merge request without seeing the fork that it comes from.
    const read = status === 200 ? gitLabProject.safeParse(body) : null;
    return read?.success && read.data ? [[id, read.data.repository] as const] : [];
  });
  return new Map(found.flat());
}
