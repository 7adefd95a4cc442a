import { join } from 'node:path';
import { paths } from '@loge/protocol';
import type { FakeServer } from '../../test/fakes/fake-server.ts';
import { type FakeForgejo, startForgejo } from '../../test/fakes/forgejo.ts';
import { type FakeGitHub, startGitHub } from '../../test/fakes/github.ts';
import { type FakeGitLab, startGitLab } from '../../test/fakes/gitlab.ts';
import type { Config } from '../platform/config/config.ts';
import { AllowList, readEntry } from '../platform/outbound/allow-list.ts';
import { keep, putBack } from './kept-state.ts';
import { fillForgejo, fillGitHub, fillGitLab, standInPeople } from './stand-in-data.ts';
import { standInPages } from './stand-in-pages.ts';

export interface StandIns {
  /** The configuration with which the demo calls them. */
  readonly config: Config;
  /** What they stand for, and where they are. */
  readonly places: readonly { readonly name: string; readonly origin: string }[];
  stop(): Promise<void>;
}

const clientId = 'loge-demo';
const signInClientId = 'loge-demo-sign-in';
const clientSecret = 'the demo has no secrets';

/**
 * Starts the providers that the demo's people sign in with and connect: the fakes of the tests, on loopback, at the ports after Loge's own, with
 * pages on which tokens are made and ended (decision 026).
 */
export async function startStandIns(config: Config): Promise<StandIns> {
  const { gitHub, gitLab, enterprise, forgejo } = await startAll(config);
  for (const one of [gitHub, enterprise]) fillGitHub(one);
  fillGitLab(gitLab);
  fillForgejo(forgejo);
  const application = (id: string, page: string) => ({
    id,
    secret: clientSecret,
    redirectUri: new URL(page, config.publicUrl).href,
  });
  gitHub.register(application(clientId, paths.githubCallback));
  gitLab.register(application(clientId, paths.gitlabCallback));
  gitHub.register(application(signInClientId, paths.githubSignIn));
  gitLab.register(application(signInClientId, paths.gitlabSignIn));
  const file = join(config.dataDirectory, 'stand-ins.json');
  const given = {
    gitHub: { tokens: gitHub.tokens, grants: gitHub.oauth.grants },
    gitLab: { tokens: gitLab.tokens, grants: gitLab.oauth.grants },
    enterprise: { tokens: enterprise.tokens, grants: enterprise.oauth.grants },
    forgejo: { tokens: forgejo.tokens, grants: [] },
  };
  putBack(file, given);
  const all: readonly FakeServer[] = [gitHub, gitLab, enterprise, forgejo];
  const hosts = all.map(({ origin }) => readEntry(new URL(origin).host)).filter((entry) => entry !== null);
  return {
    config: {
      ...config,
      LOGE_OUTBOUND_ALLOW: new AllowList(hosts),
      LOGE_GITHUB_URL: new URL(gitHub.origin),
      LOGE_GITLAB_URL: new URL(gitLab.origin),
      LOGE_GITHUB_CLIENT_ID: clientId,
      LOGE_GITHUB_CLIENT_SECRET: clientSecret,
      LOGE_GITHUB_SIGN_IN_CLIENT_ID: signInClientId,
      LOGE_GITHUB_SIGN_IN_CLIENT_SECRET: clientSecret,
      LOGE_GITLAB_CLIENT_ID: clientId,
      LOGE_GITLAB_CLIENT_SECRET: clientSecret,
      LOGE_GITLAB_SIGN_IN_CLIENT_ID: signInClientId,
      LOGE_GITLAB_SIGN_IN_CLIENT_SECRET: clientSecret,
    },
    places: [
      { name: 'GitHub', origin: gitHub.origin },
      { name: 'GitLab (also self-hosted)', origin: gitLab.origin },
      { name: 'GitHub Enterprise', origin: enterprise.origin },
      { name: 'Forgejo', origin: forgejo.origin },
    ],
    async stop() {
      await Promise.all(all.map((one) => one.stop()));
      keep(file, given);
    },
  };
}

interface Started {
  readonly gitHub: FakeGitHub;
  readonly gitLab: FakeGitLab;
  readonly enterprise: FakeGitHub;
  readonly forgejo: FakeForgejo;
}

async function startAll({ LOGE_PORT: own }: Config): Promise<Started> {
  const at = (nth: number) => (own === 0 ? 0 : own + nth);
  const gitHub: FakeGitHub = await onPort(at(1), (port) =>
    startGitHub({ port, pages: pagesOf('GitHub', () => gitHub) }),
  );
  const gitLab: FakeGitLab = await onPort(at(2), (port) =>
    startGitLab({ port, pages: pagesOf('GitLab', () => gitLab) }),
  );
  const enterprise: FakeGitHub = await onPort(at(3), (port) =>
    startGitHub({ port, pages: pagesOf('GitHub Enterprise', () => enterprise) }),
  );
  const forgejo: FakeForgejo = await onPort(at(4), (port) =>
    startForgejo({ port, pages: pagesOf('Forgejo', () => forgejo) }),
  );
  return { gitHub, gitLab, enterprise, forgejo };
}

/** Starts one on its port, or on any that is free. */
const onPort = <T>(port: number, start: (port: number) => Promise<T>): Promise<T> =>
  start(port).catch(() => start(0));

interface Giving {
  makeToken(username: string): string;
  readonly tokens: Map<string, { readonly login?: string; readonly username?: string; revoked: boolean }>;
  readonly oauth?: { readonly grants: readonly { readonly username: string; revoked: boolean }[] };
}

const pagesOf = (name: string, standIn: () => Giving) =>
  standInPages({
    name,
    usernames: standInPeople,
    makeToken: (username) => standIn().makeToken(username),
    revokeAll(username) {
      const { tokens, oauth } = standIn();
      for (const token of tokens.values())
        if ((token.login ?? token.username) === username) token.revoked = true;
      for (const grant of oauth?.grants ?? []) if (grant.username === username) grant.revoked = true;
    },
  });
