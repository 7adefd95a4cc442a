import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { branchEntry } from './answer-shapes.ts';
import { forgejoOrganization, forgejoUser, foundForgejoPullRequest } from './forgejo-answers.ts';
import {
  foundPullRequest,
  gitHubKey,
  gitHubOrganization,
  gitHubPullRequest,
  gitHubRepository,
  gitHubUser,
  verifiedEmail,
} from './github-answers.ts';
import {
  gitLabGroup,
  gitLabKey,
  gitLabMergeRequest,
  gitLabProject,
  gitLabToken,
  gitLabUser,
} from './gitlab-answers.ts';

const url = 'https://git.example.test/a';
const repo = { id: 1, name: 'a', full_name: 'lea/a', html_url: url, description: 'd', fork: true };

/** Each shape, an answer that fits, and the fields that the provider may leave empty. */
const shapes: Record<string, readonly [z.ZodMiniType, Record<string, unknown>, readonly string[]]> = {
  gitHubUser: [
    gitHubUser,
    { id: 1, login: 'lea', avatar_url: url, html_url: url },
    ['avatar_url', 'html_url'],
  ],
  verifiedEmail: [verifiedEmail, { email: 'lea@example.test', primary: true, verified: true }, []],
  gitHubKey: [gitHubKey, { title: 't', key: 'ssh-ed25519 A', key_type: 'user' }, ['title', 'key_type']],
  gitHubRepository: [gitHubRepository, repo, ['description', 'html_url']],
  gitHubPullRequest: [
    gitHubPullRequest,
    { id: 1, number: 1, title: 't', html_url: url, head: { repo } },
    ['html_url'],
  ],
  foundPullRequest: [
    foundPullRequest,
    { number: 1, repository_url: `${url}/repos/lea/a`, pull_request: {} },
    ['pull_request'],
  ],
  gitHubOrganization: [
    gitHubOrganization,
    { id: 1, login: 'a', avatar_url: url, description: 'd' },
    ['avatar_url', 'description'],
  ],
  forgejoUser: [
    forgejoUser,
    { id: 1, login: 'lea', avatar_url: url, html_url: url },
    ['avatar_url', 'html_url'],
  ],
  foundForgejoPullRequest: [
    foundForgejoPullRequest,
    { number: 1, repository: { full_name: 'lea/a' }, pull_request: {} },
    ['pull_request'],
  ],
  forgejoOrganization: [
    forgejoOrganization,
    { id: 1, name: 'a', avatar_url: url, description: 'd' },
    ['avatar_url', 'description'],
  ],
  gitLabUser: [
    gitLabUser,
    {
      id: 1,
      username: 'lea',
      avatar_url: url,
      web_url: url,
      email: 'a@b.test',
      confirmed_at: '2024-01-02',
      bot: false,
    },
    ['avatar_url', 'web_url', 'email', 'confirmed_at', 'bot'],
  ],
  gitLabToken: [gitLabToken, { scopes: ['api'], expires_at: '2026-12-31' }, ['expires_at']],
  gitLabKey: [
    gitLabKey,
    { title: 't', key: 'ssh-ed25519 A', expires_at: '2026-12-31', usage_type: 'auth' },
    ['title', 'expires_at', 'usage_type'],
  ],
  gitLabProject: [
    gitLabProject,
    {
      id: 1,
      name: 'a',
      path_with_namespace: 'lea/a',
      web_url: url,
      description: 'd',
      forked_from_project: {},
    },
    ['web_url', 'description', 'forked_from_project'],
  ],
  gitLabMergeRequest: [
    gitLabMergeRequest,
    { id: 1, iid: 1, title: 't', web_url: url, source_project_id: 1, target_project_id: 1 },
    ['web_url', 'source_project_id'],
  ],
  gitLabGroup: [
    gitLabGroup,
    { id: 1, full_path: 'a', avatar_url: url, web_url: url, description: 'd' },
    ['avatar_url', 'web_url', 'description'],
  ],
  branchEntry: [branchEntry, { name: 'main' }, []],
};

describe.each(Object.entries(shapes))('%s', (_, [shape, answer, emptied]) => {
  it('fits as it is', () => {
    expect(shape.safeParse(answer)).toMatchObject({ success: true });
  });

  it.each(Object.keys(answer))('with %s null is read, or does not fit, as is said', (field) => {
    expect(shape.safeParse({ ...answer, [field]: null }).success).toBe(emptied.includes(field));
  });

  it.each(Object.keys(answer))('with %s of another type does not end in anything else', (field) => {
    for (const other of [[], {}, -1, 1e300, '', '\u0000', true])
      expect(() => shape.safeParse({ ...answer, [field]: other })).not.toThrow();
  });
});
