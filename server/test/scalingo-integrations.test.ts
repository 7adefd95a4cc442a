import type { AddressInfo } from 'node:net';
import { clientFromToken, type ScalingoClientOptions } from 'scalingo';
import { beforeAll, expect, it } from 'vitest';
import { onEachDatabase, type Person } from './harness.ts';
import { sharedGitLab } from './providers.ts';
import { newSshKey } from './ssh-key-maker.ts';

/** Counted for both databases, whose tests share a GitLab. */
let counted = 0;

/** The npm client's `SCMIntegrations`, as its users run it, and the habits of the command line, over a real port. */
onEachDatabase('integrations by existing clients', (test) => {
  let origin: string;
  let options: ScalingoClientOptions;
  const secretOf = async (person: Person) => (await test().bearer(person)).secret;
  const clientOf = async (person: Person) => clientFromToken(await secretOf(person), options);

  beforeAll(async () => {
    const { http } = test();
    await http.listen({ host: '127.0.0.1', port: 0 });
    origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
    options = { authApiUrl: origin, apiUrl: origin };
  });

  const atGitLab = async (keys: readonly string[] = []) => {
    const gitLab = await sharedGitLab();
    const username = `cli${process.pid}-${counted++}`;
    gitLab.addMember({ username, keys: keys.map((key, i) => ({ title: `key ${i}`, key })) });
    const link = {
      scm_type: 'gitlab-self-hosted' as const,
      url: gitLab.origin,
      access_token: gitLab.makeToken(username, { scopes: ['api'] }),
    };
    return { gitLab, username, link };
  };

  it('are made, listed, shown, searched, imported from and destroyed', async () => {
    const who = await test().person();
    const client = await clientOf(who);
    expect(await client.SCMIntegrations.all()).toEqual([]);
    const { gitLab, username, link } = await atGitLab([newSshKey().line]);
    const made = await client.SCMIntegrations.create(link);
    expect(made).toMatchObject({
      scm_type: 'gitlab-self-hosted',
      url: gitLab.origin,
      username,
      uid: expect.stringMatching(/^\d+$/),
      owner: { id: who.id, email: who.email, username: who.username },
    });
    expect(made).not.toHaveProperty('access_token');
    const { SCMIntegrations: scm } = client;
    expect(await scm.all()).toEqual([made]);
    const [name, group] = [`desk-${username}`, `group-${username}`];
    const id = 100_000 + counted++;
    const members = [username];
    gitLab.projects.push({ id, name, path: `${group}/${name}`, members, branches: ['main', 'next'] });
    gitLab.groups.push({ id, path: group, members });
    gitLab.mergeRequests.push({ id, iid: 1, title: 'Better', state: 'opened', target: id, source: id });
    expect(await scm.searchRepositories(made.id, `${name}+fork:true`)).toMatchObject([
      { id, name, fullName: `${group}/${name}`, url: expect.stringContaining(`${group}/${name}`) },
    ]);
    expect(await scm.searchPullRequests(made.id, `is:open+repo:${group}/${name}`)).toMatchObject([
      { id, number: 1, title: 'Better', source_repo_name: `${group}/${name}` },
    ]);
    expect(await scm.branchesForRepo(made.id, `${group}/${name}`)).toEqual([
      { name: 'main' },
      { name: 'next' },
    ]);
    expect(await scm.organizations(made.id, 1, 20)).toMatchObject({
      organizations: [{ id, login: group }],
      meta: {
        pagination: { current_page: 1, prev_page: null, next_page: null, total_pages: 1, total_count: 1 },
      },
    });
    const imported = await scm.importSSHKeys(made.id);
    expect(imported.map((key) => key.name)).toEqual(['gitlab-self-hosted-key 0']);
    expect(await scm.importSSHKeys(made.id)).toEqual([]);
    expect(await scm.find(made.id)).toMatchObject({ id: made.id, last_used_at: null, imported_keys: 1 });
    await scm.destroy(made.id);
    await expect(scm.find(made.id)).rejects.toMatchObject({ status: 404 });
  });

  it('say 422 with words for a wrong type, address or token', async () => {
    const client = await clientOf(await test().person());
    const { link } = await atGitLab();
    const refused = (more: object, field: string) =>
      expect(client.SCMIntegrations.create({ ...link, ...more })).rejects.toMatchObject({
        status: 422,
        data: { errors: { [field]: [expect.any(String)] } },
      });
    await refused({ scm_type: 'bitbucket' }, 'scm_type');
    await refused({ url: 'https://10.0.0.1' }, 'url');
    await refused({ access_token: 'glpat-none' }, 'access_token');
  });

  it('are found by the name of their type, as the command line asks: 404 before they are linked', async () => {
    const who = await test().person();
    const { jwt } = await test().bearer(who);
    const ask = (method: string, path: string, body?: unknown) =>
      test().call(method, `/v1/scm_integrations${path}`, { bearer: jwt, ...(body ? { body } : {}) });
    for (const type of ['github', 'gitlab', 'github-enterprise', 'gitlab-self-hosted'])
      expect((await ask('GET', `/${type}`)).status).toBe(404);
    const { gitLab, link } = await atGitLab([newSshKey().line]);
    expect((await ask('POST', '', { scm_integration: link })).status).toBe(201);
    const shown = await ask('GET', '/gitlab-self-hosted');
    // `integration-link-create` compares it with the origin of the repository.
    expect(shown.body.scm_integration.url).toBe(new URL(`${gitLab.origin}/group/desk.git`).origin);
    const imported = await ask('POST', '/gitlab-self-hosted/import_keys', {});
    expect([imported.status, imported.body.keys.length]).toEqual([201, 1]);
    expect((await ask('DELETE', '/gitlab-self-hosted')).status).toBe(204);
    expect((await ask('GET', '/gitlab-self-hosted')).status).toBe(404);
    expect((await ask('GET', '/bitbucket')).status).toBe(404);
  });
});
