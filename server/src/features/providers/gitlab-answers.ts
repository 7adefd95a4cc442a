import * as z from 'zod/mini';
import { description, ending, exactName, positiveId, shownLine, webAddress } from './answer-shapes.ts';
import type { Organization, ProviderKey, Repository } from './provider.ts';

/** Answers of GitLab's REST API, version 4, as far as they are read (https://docs.gitlab.com/api/api_resources/). */

/** `GET /user`. */
export const gitLabUser = z.object({
  id: positiveId,
  username: exactName,
  avatar_url: webAddress,
  web_url: webAddress,
  email: z.optional(z.nullable(z.string())),
  /** When the address was confirmed; another one takes its place only when it is confirmed as well. */
  confirmed_at: z.optional(z.nullable(z.string())),
  /** Of a project, a group or a service account. GitLab says so since version 14. */
  bot: z.optional(z.nullable(z.boolean())),
});

/** `GET /personal_access_tokens/self`. */
export const gitLabToken = z.object({
  scopes: z.array(exactName).check(z.maxLength(100)),
  /** A day: the token is good until it begins, in UTC. */
  expires_at: ending,
});

/** `GET /oauth/token/info`, Doorkeeper's. */
export const gitLabGrant = z.object({ scope: z.array(exactName).check(z.maxLength(100)) });

/** An entry of `GET /user/keys`. Null when it only signs. */
export const gitLabKey = z.pipe(
  z.object({
    title: z.optional(z.nullable(shownLine(200))),
    key: z.string().check(z.maxLength(20_000)),
    expires_at: ending,
    /** Since version 15: `auth`, `signing` or `auth_and_signing`. */
    usage_type: z.optional(z.nullable(z.string())),
  }),
  z.transform(({ title, key, expires_at, usage_type }): ProviderKey | null =>
    usage_type === 'signing'
      ? null
      : {
          title: title ?? '',
          content: key,
          expiresAt: expires_at,
        },
  ),
);

const project = z.object({
  id: positiveId,
  name: z.string(),
  path_with_namespace: z.string(),
  web_url: webAddress,
  description,
  /** Of forks only. */
  forked_from_project: z.optional(z.unknown()),
});

/** A project that can be asked for by its name, and whether it is a fork. Else null. */
export const gitLabProject = z.pipe(
  project,
  z.transform(({ id, name, path_with_namespace, web_url, description, forked_from_project }) => {
    const fullName = exactName.safeParse(path_with_namespace);
    const shown = shownLine(255).safeParse(name);
    if (!fullName.success || !shown.success || web_url === '') return null;
    const repository: Repository = {
      id,
      name: shown.data,
      fullName: fullName.data,
      url: web_url,
      description,
    };
    return { repository, isFork: Boolean(forked_from_project) };
  }),
);

/** An entry of a list of merge requests. */
export const gitLabMergeRequest = z.object({
  id: positiveId,
  /** The number within the project. */
  iid: positiveId,
  title: shownLine(500),
  web_url: webAddress,
  /** Null when the fork is gone. */
  source_project_id: z.nullable(positiveId),
  target_project_id: positiveId,
});
export type GitLabMergeRequest = z.output<typeof gitLabMergeRequest>;

/** An entry of `GET /groups`. Null without a path that can be shown. */
export const gitLabGroup = z.pipe(
  z.object({
    id: positiveId,
    full_path: z.string(),
    avatar_url: webAddress,
    web_url: webAddress,
    description,
  }),
  z.transform(({ id, full_path, avatar_url, web_url, description }): Organization | null => {
    const login = exactName.safeParse(full_path);
    return login.success ? { id, login: login.data, avatarUrl: avatar_url, url: web_url, description } : null;
  }),
);
