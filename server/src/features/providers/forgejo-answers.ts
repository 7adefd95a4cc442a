import * as z from 'zod/mini';
import { description, exactName, positiveId, webAddress } from './answer-shapes.ts';
import type { Organization } from './provider.ts';
import { pathParts } from './search-query.ts';

/**
 * Answers of the API of Forgejo and Gitea, version 1, where they are not GitHub's (https://forgejo.org/docs/latest/user/api-usage/).
 */

/** `GET /user` and `GET /users/<name>`. Those that are nobody, such as the one that jobs run as, have numbers below 1. */
export const forgejoUser = z.object({
  id: z.int(),
  login: exactName,
  avatar_url: webAddress,
  /** Since Gitea 1.20. */
  html_url: webAddress,
});

/** `GET /repos/search`. */
export const foundRepositories = z.object({ data: z.unknown() });

/** An entry of a search over issues and pull requests: where the pull request is. Null for an issue. */
export const foundForgejoPullRequest = z.pipe(
  z.object({
    number: positiveId,
    repository: z.object({ full_name: z.string().check(z.maxLength(1000)) }),
    pull_request: z.optional(z.nullable(z.unknown())),
  }),
  z.transform(({ number, repository, pull_request }) =>
    pull_request && pathParts(repository.full_name)?.length === 2
      ? { number, repository: repository.full_name }
      : null,
  ),
);

/** An entry of `GET /user/orgs`. Null without a name that can be shown. */
export const forgejoOrganization = z.pipe(
  z.object({
    id: positiveId,
    /** Before Gitea 1.16, `username` only. */
    name: z.optional(z.string()),
    username: z.optional(z.string()),
    avatar_url: webAddress,
    description,
  }),
  z.transform(({ id, name, username, avatar_url, description }): Omit<Organization, 'url'> | null => {
    const login = exactName.safeParse(name ?? username);
    return login.success ? { id, login: login.data, avatarUrl: avatar_url, description } : null;
  }),
);
