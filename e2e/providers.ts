import { startGitHub } from '../server/test/fakes/github.ts';
import { startGitLab } from '../server/test/fakes/gitlab.ts';
import { startPlatform } from './platform.ts';

/**
 * A platform whose members sign in with GitHub and GitLab and connect their code there, with the GitHub and the GitLab that it knows; both stand in for anybody's own as
 * well.
 */
export async function platformWithProviders() {
  const gitHub = await startGitHub();
  const gitLab = await startGitLab();
  const [github, gitlab] = [gitHub.register(), gitLab.register()];
  const signIn = { github: gitHub.register(), gitlab: gitLab.register() };
  const platform = await startPlatform([], {
    LOGE_GITHUB_URL: gitHub.origin,
    LOGE_GITHUB_CLIENT_ID: github.id,
    LOGE_GITHUB_CLIENT_SECRET: github.secret,
    LOGE_GITHUB_SIGN_IN_CLIENT_ID: signIn.github.id,
    LOGE_GITHUB_SIGN_IN_CLIENT_SECRET: signIn.github.secret,
    LOGE_GITLAB_URL: gitLab.origin,
    LOGE_GITLAB_CLIENT_ID: gitlab.id,
    LOGE_GITLAB_CLIENT_SECRET: gitlab.secret,
    LOGE_GITLAB_SIGN_IN_CLIENT_ID: signIn.gitlab.id,
    LOGE_GITLAB_SIGN_IN_CLIENT_SECRET: signIn.gitlab.secret,
    LOGE_OUTBOUND_ALLOW: [gitHub, gitLab].map(({ origin }) => new URL(origin).host).join(),
  });
  gitHub.register({ ...github, redirectUri: `${platform.url}/users/github/callback` });
  gitLab.register({ ...gitlab, redirectUri: `${platform.url}/users/gitlab/callback` });
  gitHub.register({ ...signIn.github, redirectUri: `${platform.url}/users/github/sign_in` });
  gitLab.register({ ...signIn.gitlab, redirectUri: `${platform.url}/users/gitlab/sign_in` });
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
