import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeProvider } from '../features/providers/make-provider.ts';
import { systemClock } from '../kernel/clock.ts';
import { readConfig } from '../platform/config/config.ts';
import { Outbound } from '../platform/outbound/outbound.ts';
import { type StandIns, startStandIns } from './stand-ins.ts';

const data = mkdtempSync(join(tmpdir(), 'loge-demo-'));
afterAll(() => rmSync(data, { recursive: true }));

const start = () =>
  startStandIns(readConfig({ data, port: '0', publicUrl: 'http://localhost:4310', demo: true }, {}));

/** Presses a button on a stand-in's page, and returns what the page says then. */
const press = async (page: string, act: string) =>
  (await fetch(page, { method: 'POST', body: new URLSearchParams({ as: 'zoe', act }) })).text();

/** Asks a stand-in whose token it is, as Loge does. */
const asked = ({ config }: StandIns, origin: string, token: string) => {
  const { fetch: way } = new Outbound(config, systemClock);
  const options = { fetch: way, now: Date.now, registration: null };
  const type = origin === config.LOGE_GITLAB_URL.origin ? 'gitlab-self-hosted' : 'forgejo';
  return makeProvider(type, origin, options).identify(token);
};

describe('the stand-ins of the demo', () => {
  it('give tokens on their pages, keep them over a restart, and revoke them', async () => {
    let standIns = await start();
    const originOf = (name: string) =>
      standIns.places.find((place) => place.name.startsWith(name))?.origin ?? '';
    const made = await press(`${originOf('Forgejo')}/user/settings/applications`, 'token');
    const token = /<code>([^<]+)/.exec(made)?.[1] ?? '';
    expect((await asked(standIns, originOf('Forgejo'), token)).account).toMatchObject({
      username: 'zoe',
      uid: '100',
    });
    await standIns.stop();
    standIns = await start();
    expect((await asked(standIns, originOf('Forgejo'), token)).account.uid).toBe('100');
    expect(await press(originOf('Forgejo'), 'revoke')).toContain('is revoked');
    await expect(asked(standIns, originOf('Forgejo'), token)).rejects.toMatchObject({
      reason: 'token_refused',
    });
    await standIns.stop();
  });

  it('stop although their folder is gone', async () => {
    const gone = mkdtempSync(join(tmpdir(), 'loge-demo-gone-'));
    const standIns = await startStandIns(
      readConfig({ data: gone, port: '0', publicUrl: 'http://localhost:4310', demo: true }, {}),
    );
    rmSync(gone, { recursive: true });
    await expect(standIns.stop()).rejects.toThrow(/ENOENT/);
    for (const { origin } of standIns.places) await expect(fetch(origin)).rejects.toThrow();
  });

  it('sign members in by a registration of their own, also one who is nobody’s here yet', async () => {
    const standIns = await start();
    const { LOGE_GITLAB_URL: gitLab, LOGE_GITLAB_SIGN_IN_CLIENT_ID: id } = standIns.config;
    expect(id).not.toBe(standIns.config.LOGE_GITLAB_CLIENT_ID);
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: id,
      redirect_uri: 'http://localhost:4310/users/gitlab/sign_in',
      scope: 'read_user',
      state: 'x',
      code_challenge: 'y'.repeat(43),
      code_challenge_method: 'S256',
    });
    expect(await (await fetch(`${gitLab.origin}/oauth/authorize?${query}`)).text()).toContain(
      'Authorize as ines',
    );
    await standIns.stop();
  });

  it('ask for consent with one button for each of the people, and send the browser back to Loge alone', async () => {
    const standIns = await start();
    const { LOGE_GITHUB_URL: gitHub, LOGE_GITHUB_CLIENT_ID: id } = standIns.config;
    const address = (back: string) =>
      `${gitHub.origin}/login/oauth/authorize?${new URLSearchParams({
        response_type: 'code',
        client_id: id,
        redirect_uri: back,
        scope: 'repo',
        state: 'x',
        code_challenge: 'y'.repeat(43),
        code_challenge_method: 'S256',
      })}`;
    const good = await fetch(address('http://localhost:4310/users/github/callback'));
    expect(await good.text()).toContain('Authorize as malik');
    expect((await fetch(address('http://localhost:4310/elsewhere'))).status).toBe(400);
    await standIns.stop();
  });
});
