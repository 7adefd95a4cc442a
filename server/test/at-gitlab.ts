import type { TestApp, TestResponse } from './harness.ts';
import { sharedGitLab } from './providers.ts';
import { Visitor } from './visitor.ts';

let counted = 0;

interface Back {
  readonly username: string;
  readonly email: string;
  readonly state: string;
  readonly code: string;
}

/** What a browser comes back with from the GitLab that the tests share, as a new member there unless one is named. */
export async function backFromGitLab(
  browser: Visitor,
  begin = '/v1/sessions/provider/authorizations',
  known?: string,
): Promise<Back> {
  const gitLab = await sharedGitLab();
  const username = known ?? `noe${process.pid}x${counted++}`;
  const email = `${username}@example.test`;
  if (known === undefined) gitLab.addMember({ username, email });
  const begun = await browser.call('POST', begin, { authorization: { provider: 'gitlab' } });
  if (begun.status !== 201) throw new Error(`authorization: ${JSON.stringify(begun.body)}`);
  const back = new URL(gitLab.approve(begun.body.authorization.url, username)).searchParams;
  return { username, email, state: back.get('state') ?? '', code: back.get('code') ?? '' };
}

const handIn = (browser: Visitor, { state, code }: Back) =>
  browser.call('POST', '/v1/sessions/provider', {
    authorization: { provider: 'gitlab', state, code },
  });

/** Connects a new member of GitLab in a session; returns their name there, and the session's new secret. */
export async function connectGitLab(
  test: TestApp,
  session: string,
): Promise<{ username: string; session: string }> {
  const browser = new Visitor(test);
  browser.cookies.set('__Host-loge_session', /=([\w-]+)/.exec(test.cookieOf(session))?.[1] ?? '');
  const back = await backFromGitLab(browser, '/v1/identities/authorizations');
  const { status, body } = await handIn(browser, back);
  if (status !== 200) throw new Error(`connecting: ${JSON.stringify(body)}`);
  return { username: back.username, session: browser.session ?? '' };
}

/** Signs in as a member of GitLab, in another browser. */
export async function signInWithGitLab(
  test: TestApp,
  username: string,
): Promise<Pick<TestResponse, 'status' | 'body'>> {
  const browser = new Visitor(test);
  return handIn(browser, await backFromGitLab(browser, undefined, username));
}
