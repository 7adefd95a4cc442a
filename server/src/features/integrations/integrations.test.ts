import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeGitLab, startGitLab } from '../../../test/fakes/gitlab.ts';
import { databaseKinds, openTestApp, type Person, type TestApp } from '../../../test/harness.ts';
import { journalOf } from '../../../test/observe.ts';
import { newSshKey } from '../../../test/ssh-key-maker.ts';
import { days, minutes, seconds } from '../../kernel/clock.ts';

describe.each(databaseKinds)('an integration by address and token (%s)', (kind) => {
  let test: TestApp;
  let gitLab: FakeGitLab;
  let counted = 0;

  beforeAll(async () => {
    test = await openTestApp(kind);
    gitLab = await startGitLab({ now: () => test.clock.now() });
  });
  afterAll(async () => {
    await test?.close();
    await gitLab?.stop();
  });

  const path = '/v1/scm_integrations';
  const newMember = (keys: readonly string[] = []) => {
    const username = `lea${counted++}`;
    gitLab.addMember({ username, keys: keys.map((key, i) => ({ title: `key ${i}`, key })) });
    return username;
  };
  const link = (session: string, access_token: string, more: Record<string, string> = {}) =>
    test.call('POST', path, {
      session,
      body: {
        scm_integration: { scm_type: 'gitlab-self-hosted', url: gitLab.origin, access_token, ...more },
      },
    });
  const someone = async () => {
    const who = await test.person();
    return { who, session: await test.signIn(who) };
  };
  const linked = async (keys: readonly string[] = []) => {
    const username = newMember(keys);
    const token = gitLab.makeToken(username, { scopes: ['api'] });
    const { who, session } = await someone();
    const made = await link(session, token);
    expect(made.status).toBe(201);
    return { who, session, username, token, id: made.body.scm_integration.id as string };
  };
  const types = async (who: Person) => (await journalOf(test.app, who.id)).map(({ type }) => type);

  it('is linked, shown by id and by type, and told by mail, without its token', async () => {
    const { who, session, username, token, id } = await linked();
    const shown = await test.call('GET', `${path}/gitlab-self-hosted`, { session });
    expect(shown.body.scm_integration).toMatchObject({
      id,
      scm_type: 'gitlab-self-hosted',
      url: gitLab.origin,
      username,
      state: 'ok',
      scopes: ['api'],
      missing_scopes: [],
      imported_keys: 0,
      owner: { id: who.id, email: who.email, username: who.username },
    });
    expect(shown.body.scm_integration.uid).toMatch(/^\d+$/);
    expect((await test.call('GET', `${path}/${id}`, { session })).body).toEqual(shown.body);
    const list = await test.call('GET', path, { session });
    expect(list.body.scm_integrations).toEqual([shown.body.scm_integration]);
    expect(JSON.stringify([shown.body, list.body])).not.toContain(token);
    expect((await test.call('GET', `${path}/github`, { session })).status).toBe(404);
    const mail = await test.mailTo(who.email, /was connected/);
    expect(mail.text).toContain(username);
    expect(mail.text).not.toContain(token);
    expect(await types(who)).toContain('new_integration');
  });

  it('is refused for a token that is wrong, of a bot, or that lacks scopes, and nothing is stored', async () => {
    const { session } = await someone();
    const wrong = await link(session, 'glpat-nothing');
    expect(wrong.body.details).toEqual({ access_token: [{ code: 'token_refused' }] });
    const bot = `bot${counted++}`;
    gitLab.addMember({ username: bot, kind: 'bot' });
    const ofBot = await link(session, gitLab.makeToken(bot, { scopes: ['api'] }));
    expect(ofBot.body.details).toEqual({ access_token: [{ code: 'token_of_no_person' }] });
    const narrow = await link(session, gitLab.makeToken(newMember(), { scopes: ['read_user'] }));
    expect(narrow.status).toBe(422);
    const [issue] = narrow.body.details.access_token;
    expect(issue.code).toBe('token_lacks_scopes');
    expect(issue.scopes).toHaveLength(1);
    const over = gitLab.makeToken(newMember(), { scopes: ['api'], expiresAt: '2026-11-01' });
    expect((await link(session, over)).body.details.access_token[0].code).toBe('token_refused');
    expect((await test.call('GET', path, { session })).body.scm_integrations).toEqual([]);
  });

  it('is refused at an address that is none, leads inside, does not answer, or is of other software', async () => {
    const { session } = await someone();
    const token = gitLab.makeToken(newMember(), { scopes: ['api'] });
    const code = async (url: string) => {
      const { status, body } = await link(session, token, { url });
      expect(status).toBe(422);
      return body.details.url[0].code;
    };
    expect(await code('ftp://git.example.com')).toBe('url_unreadable');
    expect(await code('http://lea:secret@git.example.com')).toBe('url_unreadable');
    expect(await code('http://')).toBe('url_unreadable');
    for (const inside of ['https://10.0.0.1', 'https://[::1]', 'https://167772161', 'http://localhost:9'])
      expect(await code(inside)).toBe('url_refused');
    expect(await code('https://git.example.com')).toBe('url_unreachable');
    gitLab.mood = 'html';
    expect(await code(gitLab.origin)).toBe('url_of_other_software');
    gitLab.mood = 'gone';
    expect(await code(gitLab.origin)).toBe('url_unreachable');
    gitLab.mood = 'well';
  });

  it('keeps the origin alone of an address that was copied from a page', async () => {
    const { session } = await someone();
    const token = gitLab.makeToken(newMember(), { scopes: ['api'] });
    const { hostname, port } = new URL(gitLab.origin);
    const made = await link(session, token, { url: ` HTTP://${hostname}.:${port}/lea/loge?tab=1#top ` });
    expect(made.body.scm_integration.url).toBe(gitLab.origin);
  });

  it('of OAuth alone is not made by token, nor one of a type that is not offered', async () => {
    const { session } = await someone();
    const made = await link(session, 'x', { scm_type: 'gitlab' });
    expect(made.body.details).toEqual({ scm_type: [{ code: 'by_oauth_only' }] });
  });

  it('belongs to one account; linked again by the same member it gets the new token', async () => {
    const { who, session, username, id } = await linked();
    const other = await someone();
    const again = gitLab.makeToken(username, { scopes: ['api'] });
    const stolen = await link(other.session, again);
    expect(stolen.body.details).toEqual({ base: [{ code: 'linked_elsewhere' }] });
    expect((await test.call('GET', `${path}/${id}`, { session: other.session })).status).toBe(404);
    const renewed = await link(session, again);
    expect(renewed.body.scm_integration.id).toBe(id);
    expect(await types(who)).toContain('integration_reconnected');
    // Like mails wait for one another for a while.
    test.clock.advance(minutes(10));
    await test.mailTo(who.email, /was reconnected/);
  });

  it('brings keys that are new, and says why others are left out', async () => {
    const [fresh, own, taken] = [newSshKey(), newSshKey(), newSshKey()];
    const other = await someone();
    const add = (session: string, content: string) =>
      test.call('POST', '/v1/keys', { session, body: { key: { name: 'x', content } } });
    await add(other.session, taken.line);
    const { session, id } = await linked([fresh.line, own.line, taken.line, 'ssh-dss AAAA']);
    await add(session, own.line);
    const brought = await test.call('POST', `${path}/gitlab-self-hosted/import_keys`, { session, body: {} });
    expect(brought.status).toBe(201);
    expect(brought.body.keys.map(({ name }: { name: string }) => name)).toEqual(['gitlab-self-hosted-key 0']);
    expect(brought.body.refused).toEqual([
      { title: 'key 1', reason: 'key_yours' },
      { title: 'key 2', reason: 'key_taken' },
      { title: 'key 3', reason: 'refused' },
    ]);
    const shown = await test.call('GET', `${path}/${id}`, { session });
    expect(shown.body.scm_integration.imported_keys).toBe(1);
    // As the npm client sends it.
    const again = await test.call('POST', `${path}/${id}/import_keys`, {
      session,
      raw: '',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(again).toMatchObject({ status: 201, body: { keys: [] } });
  });

  it('searches through the link, and says 503 while the provider is away, never 401', async () => {
    const { session, username } = await linked();
    gitLab.projects.push({
      id: 77,
      name: 'desk',
      path: `${username}/desk`,
      members: [username],
      branches: ['main', 'next'],
    });
    const get = (suffix: string) => test.call('GET', `${path}/gitlab-self-hosted/${suffix}`, { session });
    const found = await get('search_repos?query=desk');
    expect(found.body.repositories).toMatchObject([{ id: 77, name: 'desk', fullName: `${username}/desk` }]);
    const branches = await get(`branches?repo_name=${username}/desk`);
    expect(branches.body.branches).toEqual([{ name: 'main' }, { name: 'next' }]);
    expect((await get('branches?repo_name=nobody/nothing')).status).toBe(404);
    expect((await get('orgs')).body).toMatchObject({
      organizations: [],
      meta: { pagination: { current_page: 1, total_pages: 1, total_count: 0 } },
    });
    expect((await get('search_pull_requests?query=is:open')).body.pull_requests).toEqual([]);
    for (const mood of ['failing', 'gone', 'html'] as const) {
      gitLab.mood = mood;
      const away = await get('search_repos?query=desk');
      expect([mood, away.status, away.body.code]).toEqual([mood, 503, 'provider_unreachable']);
    }
    gitLab.mood = 'well';
    await test.app.flush();
    const shown = await test.call('GET', `${path}/gitlab-self-hosted`, { session });
    expect(shown.body.scm_integration).toMatchObject({ state: 'ok' });
    expect(shown.body.scm_integration.last_used_at).not.toBeNull();
  });

  it('that was called too often is not called again before the provider said', async () => {
    const { session, id } = await linked();
    gitLab.mood = 'limited';
    const limited = await test.call('GET', `${path}/${id}/search_repos?query=x`, { session });
    expect([limited.status, limited.body.code, limited.body.retry_after]).toEqual([
      503,
      'provider_unreachable',
      17,
    ]);
    gitLab.mood = 'well';
    gitLab.forgetCalls();
    test.clock.advance(seconds(16));
    const early = await test.call('POST', `${path}/${id}/check`, { session });
    expect([early.status, early.body.retry_after, gitLab.calls]).toEqual([503, 1, []]);
    expect((await test.call('GET', `${path}/${id}`, { session })).body.scm_integration.state).toBe('ok');
    test.clock.advance(seconds(1));
    expect((await test.call('GET', `${path}/${id}/search_repos?query=x`, { session })).status).toBe(200);
  });

  it('that was revoked there says so at its next use, on the card and in one mail, and works again once reconnected', async () => {
    const { who, session, username, token, id } = await linked();
    const held = gitLab.tokens.get(token);
    if (held) held.revoked = true;
    const refused = await test.call('GET', `${path}/${id}/search_repos?query=x`, { session });
    expect([refused.status, refused.body.code]).toEqual([403, 'provider_refused']);
    const state = async () =>
      (await test.call('GET', `${path}/${id}`, { session })).body.scm_integration.state;
    expect(await state()).toBe('revoked');
    await test.mailTo(who.email, /does not work/);
    const checked = await test.call('POST', `${path}/${id}/check`, { session });
    expect(checked.body.scm_integration.state).toBe('revoked');
    await test.drain();
    const told = test.smtp.mails.filter(
      ({ to, subject }) => to.includes(who.email) && /does not work/.test(subject),
    );
    expect(told).toHaveLength(1);
    expect((await types(who)).filter((type) => type === 'integration_broken')).toHaveLength(1);
    expect((await link(session, gitLab.makeToken(username, { scopes: ['api'] }))).status).toBe(201);
    expect(await state()).toBe('ok');
  });

  it('is checked every day: one that ends soon, lacks a scope or was revoked is mailed, one that is unreachable is not', async () => {
    const [ending, narrow, revoked, away] = [await linked(), await linked(), await linked(), await linked()];
    const tokenOf = ({ token }: { token: string }) => {
      const held = gitLab.tokens.get(token);
      if (!held) throw new Error('no token');
      return held;
    };
    tokenOf(ending).expiresAt = '2026-11-28';
    tokenOf(narrow).scopes = ['read_user'];
    tokenOf(revoked).revoked = true;
    const check = async () => {
      test.clock.advance(days(1));
      await test.app.housekeeping.sweep();
      await test.drain();
    };
    await check();
    // Sessions of a browser that is not remembered have ended meanwhile.
    const stateOf = async ({ who, id }: { who: Person; id: string }) => {
      const session = await test.signIn(who);
      return (await test.call('GET', `${path}/${id}`, { session })).body.scm_integration;
    };
    expect(await stateOf(ending)).toMatchObject({ state: 'expiring' });
    expect(await stateOf(narrow)).toMatchObject({ state: 'scope_missing' });
    expect((await stateOf(narrow)).missing_scopes).toHaveLength(1);
    expect(await stateOf(revoked)).toMatchObject({ state: 'revoked' });
    expect(await stateOf(away)).toMatchObject({ state: 'ok' });
    await test.mailTo(ending.who.email, /ends soon/);
    await test.mailTo(narrow.who.email, /does not work/);
    await test.mailTo(revoked.who.email, /does not work/);
    gitLab.mood = 'gone';
    await check();
    expect(await stateOf(away)).toMatchObject({ state: 'unreachable' });
    expect(await stateOf(revoked)).toMatchObject({ state: 'revoked' });
    gitLab.mood = 'well';
    await check();
    expect(await stateOf(away)).toMatchObject({ state: 'ok' });
    expect(
      test.smtp.mails.some(({ to, subject }) => to.includes(away.who.email) && /does not work/.test(subject)),
    ).toBe(false);
  });

  it('is disconnected by type or id, also while the provider is away, and told', async () => {
    const { who, session, id } = await linked();
    gitLab.mood = 'gone';
    expect((await test.call('DELETE', `${path}/gitlab-self-hosted`, { session })).status).toBe(204);
    gitLab.mood = 'well';
    expect((await test.call('DELETE', `${path}/${id}`, { session })).status).toBe(404);
    expect((await test.mailTo(who.email, /was disconnected/)).text).toContain('forgotten here');
    expect(await types(who)).toContain('delete_integration');
  });
});
