import { emailForm } from '@loge/protocol';
import * as z from 'zod/mini';
import { description, exactName, positiveId, shownLine, webAddress } from './answer-shapes.ts';
import type { Organization, ProviderKey, PullRequest, Repository } from './provider.ts';
import { pathParts } from './search-query.ts';

/**
 * Answers of GitHub's REST API, as far as they are read (https://docs.github.com/en/rest). Forgejo's are modelled on them, and are
 * read by the same shapes where they are the same.
 */

/** `GET /user`. */
export const gitHubUser = z.object({
  id: positiveId,
  login: exactName,
  avatar_url: webAddress,
  html_url: webAddress,
  /** `User`, `Bot`, `Organization` or `Mannequin`; Forgejo has none. */
  type: z.optional(z.string()),
});

/** An entry of `GET /user/emails`. Null unless it is the verified first address. */
export const verifiedEmail = z.pipe(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
  z.transform(({ email, primary, verified }) => (primary && verified ? emailForm(email) : null)),
);

/** An entry of `GET /user/keys`. */
export const gitHubKey = z.pipe(
  z.object({
    title: z.optional(z.nullable(shownLine(200))),
    key: z.string().check(z.maxLength(20_000)),
    /** Forgejo's: `user`, or `deploy` for a repository's. */
    key_type: z.optional(z.nullable(z.string())),
  }),
  z.transform(({ title, key, key_type }): ProviderKey | null =>
    key_type === 'deploy' ? null : { title: title ?? '', content: key, expiresAt: null },
  ),
);

/** A repository that can be asked for by its name, and whether it is a fork. Else null. */
export const gitHubRepository = z.pipe(
  z.object({
    id: positiveId,
    name: z.string(),
    full_name: z.string(),
    html_url: webAddress,
    description,
    fork: z.boolean(),
  }),
  z.transform(({ id, name, full_name, html_url, description, fork }) => {
    const [shown, fullName] = [exactName.safeParse(name), exactName.safeParse(full_name)];
    if (!shown.success || !fullName.success || html_url === '') return null;
    const repository: Repository = {
      id,
      name: shown.data,
      fullName: fullName.data,
      url: html_url,
      description,
    };
    return { repository, isFork: fork };
  }),
);

/** A pull request, or an entry of a list of them. */
export const gitHubPullRequest = z.pipe(
  z.object({
    id: positiveId,
    number: positiveId,
    title: shownLine(500),
    html_url: webAddress,
    head: z.object({
      /** Null when the fork is gone. */
      repo: z.optional(z.nullable(z.object({ full_name: z.string(), html_url: webAddress }))),
    }),
  }),
  z.transform(({ id, number, title, html_url, head: { repo } }): PullRequest | null => {
    if (html_url === '') return null;
    const source = exactName.safeParse(repo?.full_name);
    return {
      id,
      number,
      title,
      html_url,
      source_repo_name: source.success ? source.data : '',
      source_repo_html_url: source.success ? (repo?.html_url ?? '') : '',
    };
  }),
);

/** An entry of a search over issues and pull requests: where the pull request is. Null for an issue. */
export const foundPullRequest = z.pipe(
  z.object({
    number: positiveId,
    /** In the API: `<base>/repos/<owner>/<name>`. */
    repository_url: z.string().check(z.maxLength(1000)),
    pull_request: z.optional(z.nullable(z.unknown())),
  }),
  z.transform(({ number, repository_url, pull_request }) => {
    const repository = repository_url.split('/').slice(-2).join('/');
    return pull_request && pathParts(repository)?.length === 2 ? { number, repository } : null;
  }),
);

/** An entry of `GET /user/orgs`. Null without a name that can be shown. */
export const gitHubOrganization = z.pipe(
  z.object({ id: positiveId, login: z.string(), avatar_url: webAddress, description }),
  z.transform(({ id, login, avatar_url, description }): Omit<Organization, 'url'> | null =>
    exactName.safeParse(login).success ? { id, login, avatarUrl: avatar_url, description } : null,
  ),
);

/** The page of a search. */
export const foundItems = z.object({ items: z.unknown() });
