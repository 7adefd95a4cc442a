import type { components } from '@octokit/openapi-types';
import type { GitHubMember, GitHubOrganization, GitHubPullRequest, GitHubRepository } from './github-data.ts';

/** What the API answers of each thing, as its published types have it: those fields that somebody here may read. */

type Schemas = components['schemas'];
/** In the types, a number may be a `bigint`; in JSON it is a number. */
type Entry<Name extends keyof Schemas, Fields extends keyof Schemas[Name]> = {
  readonly [Field in Fields]: Exclude<Schemas[Name][Field], bigint>;
};

export const userEntry = (
  { id, login, type }: GitHubMember,
  origin: string,
): Entry<
  'private-user',
  'id' | 'login' | 'node_id' | 'avatar_url' | 'html_url' | 'type' | 'email' | 'name'
> => ({
  id,
  login,
  node_id: `U_${id}`,
  avatar_url: `${origin}/avatars/u/${id}?v=4`,
  html_url: `${origin}/${login}`,
  type,
  // The address that they show on their page.
  email: `${login}@public.example.test`,
  name: login,
});

export const emailEntry = (
  email: GitHubMember['emails'][number],
): Entry<'email', 'email' | 'primary' | 'verified' | 'visibility'> => ({ ...email, visibility: null });

export const keyEntry = (
  { title, key }: GitHubMember['keys'][number],
  at: number,
): Entry<'key', 'id' | 'title' | 'key' | 'created_at' | 'verified' | 'read_only'> => ({
  id: at + 1,
  title,
  key,
  created_at: '2024-01-02T03:04:05Z',
  verified: true,
  read_only: false,
});

export const repositoryEntry = (
  { id, name, fullName, description = null, members, fork = false }: GitHubRepository,
  origin: string,
): Entry<
  'repo-search-result-item',
  'id' | 'name' | 'full_name' | 'html_url' | 'description' | 'fork' | 'private'
> => ({
  id,
  name,
  full_name: fullName,
  html_url: `${origin}/${fullName}`,
  description,
  fork,
  private: members !== undefined,
});

export const organizationEntry = (
  { id, login, description = null }: GitHubOrganization,
  origin: string,
): Entry<'organization-simple', 'id' | 'login' | 'node_id' | 'avatar_url' | 'description'> => ({
  id,
  login,
  node_id: `O_${id}`,
  avatar_url: `${origin}/avatars/u/${id}?v=4`,
  description,
});

export const branchEntry = (name: string): Entry<'short-branch', 'name' | 'protected'> => ({
  name,
  protected: name === 'main',
});

export const pullRequestEntry = (
  { id, number, title, state, base, head }: GitHubPullRequest,
  repositories: readonly GitHubRepository[],
  origin: string,
): Entry<'pull-request-simple', 'id' | 'number' | 'title' | 'state' | 'html_url'> & {
  readonly head: unknown;
} => {
  const source = repositories.find(({ fullName }) => fullName === head);
  return {
    id,
    number,
    title,
    state,
    html_url: `${origin}/${base}/pull/${number}`,
    head: { ref: 'change', label: 'change', repo: source ? repositoryEntry(source, origin) : null },
  };
};

/** An entry of a search; its `id` is another one than the pull request's own. */
export const foundEntry = (
  { id, number, title, state, base }: GitHubPullRequest,
  origin: string,
  api: string,
): Entry<
  'issue-search-result-item',
  'id' | 'number' | 'title' | 'state' | 'html_url' | 'repository_url' | 'pull_request'
> => {
  const url = `${origin}/${base}/pull/${number}`;
  return {
    id: id + 1_000_000,
    number,
    title,
    state,
    html_url: url,
    repository_url: `${api}/repos/${base}`,
    pull_request: {
      url: `${api}/repos/${base}/pulls/${number}`,
      html_url: url,
      diff_url: `${url}.diff`,
      patch_url: `${url}.patch`,
      merged_at: null,
    },
  };
};
