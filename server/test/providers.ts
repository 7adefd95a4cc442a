import { type FakeGitLab, startGitLab } from './fakes/gitlab.ts';

/** Loge's registration at the GitLab of the tests, for the public URL of the harness. */
const gitLabApplication = {
  id: 'loge-tests',
  secret: 'gloas-of-the-tests',
  redirectUri: 'http://localhost:4310/users/gitlab/callback',
};

/** Its registration for signing in. */
const signInApplication = {
  id: 'loge-tests-sign-in',
  secret: 'gloas-of-signing-in',
  redirectUri: 'http://localhost:4310/users/gitlab/sign_in',
};

let gitLab: Promise<FakeGitLab> | null = null;

/** The GitLab that the tests of this process share, for those that only need one to be there. */
export const sharedGitLab = (): Promise<FakeGitLab> => {
  gitLab ??= startGitLab().then((started) => {
    started.register(gitLabApplication);
    started.register(signInApplication);
    return started;
  });
  return gitLab;
};

/**
 * Settings with which nothing but loopback is called: names are not found, and whatever else an address says ends at a proxy
 * that is not there.
 */
export async function loopbackOnly(): Promise<Record<string, string>> {
  const { origin } = await sharedGitLab();
  return {
    LOGE_OUTBOUND_ALLOW: '127.0.0.1',
    LOGE_OUTBOUND_DNS: '127.0.0.1:9',
    LOGE_OUTBOUND_PROXY: 'http://127.0.0.1:9',
    LOGE_GITLAB_URL: origin,
    LOGE_GITLAB_CLIENT_ID: gitLabApplication.id,
    LOGE_GITLAB_CLIENT_SECRET: gitLabApplication.secret,
    LOGE_GITLAB_SIGN_IN_CLIENT_ID: signInApplication.id,
    LOGE_GITLAB_SIGN_IN_CLIENT_SECRET: signInApplication.secret,
  };
}
