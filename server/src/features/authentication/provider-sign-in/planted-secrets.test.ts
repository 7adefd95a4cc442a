import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everywhere } from '../../../../test/everywhere.ts';
import { databaseKinds } from '../../../../test/harness.ts';
import { registrationSecret, SignInWay } from '../../../../test/sign-in-way.ts';
import { Visitor } from '../../../../test/visitor.ts';
import { minutes } from '../../../kernel/clock.ts';
import { makeLogger } from '../../../platform/log/logger.ts';

describe.each(databaseKinds)('the secrets of signing in with a provider (%s)', (kind) => {
  let way: SignInWay;
  const logged: string[] = [];

  beforeAll(async () => {
    way = await SignInWay.open(kind, makeLogger('debug', { write: (line) => void logged.push(line) }));
  });
  afterAll(() => way?.close());

  // ASVS 10.1.1
  it('are in no log line, no mail, no table and no file', async () => {
    const { login, browser } = await way.newcomer();
    const planted: string[] = [registrationSecret];
    for (const mood of ['well', 'gone', 'html', 'failing', 'limited'] as const) {
      const visitor = new Visitor(way.test);
      const given = way.answer(await way.begin(visitor), login);
      way.gitHub.mood = mood;
      const { body } = await way.complete(visitor, given);
      way.gitHub.mood = 'well';
      expect([mood, body.provider_sign_in?.outcome ?? body.code]).toEqual([
        mood,
        mood === 'well' ? 'signed_in' : expect.stringMatching(/^provider_|invalid_fields/),
      ]);
      planted.push(given.state ?? '', given.code ?? '', visitor.cookies.get('__Host-loge_provider') ?? '');
    }
    await way.come(browser, way.newLogin(), 'connect');
    for (const { accessToken } of way.gitHub.oauth.grants) planted.push(accessToken);
    expect(planted.every((secret) => secret.length > 10)).toBe(true);
    const places = await everywhere(way.test, [], logged);
    expect(places.logs).toContain('/v1/sessions/provider');
    for (const [place, text] of Object.entries(places))
      expect([place, planted.filter((secret) => text.includes(secret))]).toEqual([place, []]);
  });

  it('and whom a provider named are gone within minutes', async () => {
    const login = way.newLogin();
    await way.come(new Visitor(way.test), login);
    const rows = async () => JSON.stringify((await everywhere(way.test, [], [])).tables);
    expect(await rows()).toContain(login);
    way.test.clock.advance(minutes(21));
    await way.test.app.housekeeping.sweep();
    expect(await rows()).not.toContain(login);
  });
});
