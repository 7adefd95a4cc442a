import type { Logger } from '../src/platform/log/logger.ts';
import { type FakeGitHub, startGitHub } from './fakes/github.ts';
import { type FakeGitLab, startGitLab } from './fakes/gitlab.ts';
import { type DatabaseKind, type Loose, openTestApp, type TestApp } from './harness.ts';
import { Visitor } from './visitor.ts';

export const registrationSecret = 'the-secret-of-the-registration';

/** Where each kind of authorization is begun. */
export const beginnings = {
  sign_in: '/v1/sessions/provider',
  connect: '/v1/identities',
  prove: '/v1/sessions/current/proof',
};
type Purpose = keyof typeof beginnings;

let counted = 0;

/** A Loge that members sign in to with a GitHub and a GitLab on loopback, and what a browser does there. */
export class SignInWay {
  readonly test: TestApp;
  readonly gitHub: FakeGitHub;
  readonly gitLab: FakeGitLab;

  private constructor(test: TestApp, gitHub: FakeGitHub, gitLab: FakeGitLab) {
    this.test = test;
    this.gitHub = gitHub;
    this.gitLab = gitLab;
  }

  static async open(kind: DatabaseKind, log?: Logger): Promise<SignInWay> {
    let clock: TestApp['clock'] | null = null;
    const now = () => clock?.now() ?? 0;
    const [gitHub, gitLab] = await Promise.all([startGitHub({ now }), startGitLab({ now })]);
    gitHub.register({
      id: 'sign-in',
      secret: registrationSecret,
      redirectUri: 'http://localhost:4310/users/github/sign_in',
    });
    gitLab.register({
      id: 'sign-in',
      secret: registrationSecret,
      redirectUri: 'http://localhost:4310/users/gitlab/sign_in',
    });
    const settings = {
      LOGE_GITHUB_URL: gitHub.origin,
      LOGE_GITHUB_SIGN_IN_CLIENT_ID: 'sign-in',
      LOGE_GITHUB_SIGN_IN_CLIENT_SECRET: registrationSecret,
      LOGE_GITLAB_URL: gitLab.origin,
      LOGE_GITLAB_SIGN_IN_CLIENT_ID: 'sign-in',
      LOGE_GITLAB_SIGN_IN_CLIENT_SECRET: registrationSecret,
    };
    const test = await openTestApp(kind, settings, log);
    clock = test.clock;
    return new SignInWay(test, gitHub, gitLab);
  }

  async close(): Promise<void> {
    await this.test.close();
    await Promise.all([this.gitHub.stop(), this.gitLab.stop()]);
  }

  /** A number that no other call gets. */
  count(): number {
    return counted++;
  }

  /** A new member of GitHub. */
  newLogin(options: object = {}): string {
    const login = `octo${process.pid}x${this.count()}`;
    this.gitHub.addMember({ login, ...options });
    return login;
  }

  /** Where the browser is to go. */
  async begin(who: Visitor, purpose: Purpose = 'sign_in', more: object = {}): Promise<string> {
    const authorization = { provider: 'github', ...more };
    const begun = await who.call('POST', `${beginnings[purpose]}/authorizations`, { authorization });
    if (begun.status !== 201) throw new Error(`authorization: ${JSON.stringify(begun.body)}`);
    return begun.body.authorization.url;
  }

  /** What the browser comes back with when a member allows it, or refuses. */
  answer(address: string, name: string, refused = false): Record<string, string> {
    const provider = address.startsWith(this.gitHub.origin) ? this.gitHub : this.gitLab;
    const { error_description: _, ...rest } = Object.fromEntries(
      new URL(provider.approve(address, name, refused)).searchParams,
    );
    return { provider: provider === this.gitHub ? 'github' : 'gitlab', ...rest };
  }

  complete(who: Visitor, authorization: object) {
    return who.call('POST', '/v1/sessions/provider', {
      authorization: { provider: 'github', ...authorization },
    });
  }

  /** Goes to the provider and comes back, as somebody there. */
  async come(who: Visitor, name: string, purpose: Purpose = 'sign_in', more: object = {}) {
    const given = this.answer(await this.begin(who, purpose, more), name);
    return { given, ...(await this.complete(who, given)) };
  }

  signUp(who: Visitor, user: object) {
    return who.call('POST', '/v1/users/provider', { user });
  }

  /** Somebody who has just signed up with GitHub. */
  async newcomer(): Promise<{ login: string; browser: Visitor; email: string; id: string }> {
    const login = this.newLogin();
    const browser = new Visitor(this.test);
    const { given, body } = await this.come(browser, login);
    const { username, email } = body.provider_sign_in.sign_up;
    const made = await this.signUp(browser, { state: given.state, username, email, locale: 'en' });
    if (made.status !== 201) throw new Error(`sign-up: ${JSON.stringify(made.body)}`);
    return { login, browser, email, id: made.body.user.id };
  }
}

/** An answer in a few words: `422 state used_link`, `401 otp_required`. */
export function codeOf({ status, body }: { status: number; body: Loose }): string {
  if (body?.code !== 'invalid_fields') return `${status} ${body?.code}`;
  const [field, issues] = Object.entries<Loose>(body.details)[0] ?? [];
  return `${status} ${field} ${issues?.[0]?.code}`;
}
