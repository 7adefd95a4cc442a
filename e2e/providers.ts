import { startGitHub } from '../server/test/fakes/github.ts';
import { startGitLab } from '../server/test/fakes/gitlab.ts';
import { startPlatform } from './platform.ts';

/**
 * A platform whose members connect their code, with the GitHub and the GitLab that it knows; both stand in for anybody's own as
 * well.
 */
export async function platformWithProviders() {
  const gitHub = await startGitHub();
  const gitLab = await startGitLab();
  const [github, gitlab] = [gitHub.register(), gitLab.register()];
  const platform = await startPlatform([], {
    LOGE_GITHUB_URL: gitHub.origin,
    LOGE_GITHUB_CLIENT_ID: github.id,
    LOGE_GITHUB_CLIENT_SECRET: github.secret,
    LOGE_GITLAB_URL: gitLab.origin,
    LOGE_GITLAB_CLIENT_ID: gitlab.id,
    LOGE_GITLAB_CLIENT_SECRET: gitlab.secret,
    LOGE_OUTBOUND_ALLOW: [gitHub, gitLab].map(({ origin }) => new URL(origin).host).join(),
  });
  gitHub.register({ ...github, redirectUri: `${platform.url}/users/github/callback` });
  gitLab.register({ ...gitlab, redirectUri: `${platform.url}/users/gitlab/callback` });
  return {
    platform,
    gitHub,
    gitLab,
    async [Symbol.asyncDispose]() {
      await platform[Symbol.asyncDispose]();
      await Promise.all([gitHub.stop(), gitLab.stop()]);
    },
  };
}
