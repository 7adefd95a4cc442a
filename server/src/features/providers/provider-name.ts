import type { integrations } from '@loge/protocol';

const names: Record<integrations.ScmType, string> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  'github-enterprise': 'GitHub Enterprise',
  'gitlab-self-hosted': 'GitLab',
  forgejo: 'Forgejo',
};

/** What people call the provider: `GitHub`, or `GitLab (git.example.com)`. */
export function providerName(type: integrations.ScmType, url: string): string {
  const name = names[type];
  return type === 'github' || type === 'gitlab' ? name : `${name} (${new URL(url).host})`;
}
