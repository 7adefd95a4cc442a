import type { FakeReply, FakeRequest, MorePages } from '../../test/fakes/fake-server.ts';

/** What somebody can do on a stand-in's own pages. */
interface StandInActs {
  /** What it stands for, such as `GitLab`. */
  readonly name: string;
  readonly usernames: readonly string[];
  /** Makes an access token as a member does on their page, and returns it. */
  makeToken(username: string): string;
  /** Ends whatever was given to Loge, by OAuth or as a token. */
  revokeAll(username: string): void;
}

/** Where members of the real ones make their tokens, and the front page. */
const tokenPages: readonly string[] = [
  '/',
  '/settings/tokens',
  '/-/user_settings/personal_access_tokens',
  '/user/settings/applications',
];

/** Pages of a stand-in on which access tokens are made and ended, so that a link can be made, broken and mended. */
export const standInPages =
  (acts: StandInActs): MorePages =>
  (request, origin) => {
    if (!tokenPages.includes(request.path)) return null;
    return { status: 200, body: page(acts, origin, request.method === 'POST' ? done(acts, request) : '') };
  };

/** Does what a button says, and says what came of it. */
function done(acts: StandInActs, request: FakeRequest): string {
  const form = new URLSearchParams(request.body);
  const username = acts.usernames.find((name) => name === form.get('as'));
  if (username === undefined) return '';
  if (form.get('act') === 'revoke') {
    acts.revokeAll(username);
    return `<p role="status">What ${username} had given to Loge is revoked.</p>`;
  }
  return `<p role="status">A token of ${username}: <code>${acts.makeToken(username)}</code></p>`;
}

function page({ name, usernames }: StandInActs, origin: string, status: string): FakeReply['body'] {
  const buttons = usernames.map(
    (username) =>
      `<form method="post"><input type="hidden" name="as" value="${username}"><b>${username}</b> <button name="act" value="token">New access token</button> <button name="act" value="revoke">Revoke what Loge has</button></form>`,
  );
  return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>${name}</title>
<style>body{font:16px/1.5 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}code{user-select:all}form{margin:1rem 0}</style>
<h1>${name}, a stand-in</h1><p>The demo serves this at ${origin} in place of the real one. Nothing here leaves your machine.</p>${status}${buttons.join('')}`;
}
