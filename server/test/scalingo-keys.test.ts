import type { AddressInfo } from 'node:net';
import { clientFromToken, type ScalingoClientOptions } from 'scalingo';
import { beforeAll, expect, it } from 'vitest';
import { onEachDatabase, type Person } from './harness.ts';
import { newSshKey } from './ssh-key-maker.ts';

/** The npm client's `Keys`, as its users run it, over a real port. */
onEachDatabase('SSH keys by the scalingo npm client', (test) => {
  let who: Person;
  let options: ScalingoClientOptions;
  const clientOf = async (person: Person) => clientFromToken((await test().bearer(person)).secret, options);

  beforeAll(async () => {
    const { http } = test();
    await http.listen({ host: '127.0.0.1', port: 0 });
    const origin = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
    options = { authApiUrl: origin, apiUrl: origin };
    who = await test().person();
  });

  it('are listed, made, shown and destroyed', async () => {
    const client = await clientOf(who);
    expect(await client.Keys.all()).toEqual([]);
    const own = newSshKey();
    // It sends what it was given, the file's last line end included, and nothing around it.
    const made = await client.Keys.create('laptop', `${own.line}\n`);
    expect(made).toMatchObject({
      name: 'laptop',
      content: own.line,
      fingerprint: expect.stringMatching(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/),
      created_at: expect.stringMatching(/Z$/),
      owner: { id: who.id, email: who.email, username: who.username },
    });
    expect(await client.Keys.all()).toEqual([made]);
    expect(await client.Keys.show(made.id)).toEqual(made);
    expect(await client.Keys.destroy(made.id)).toBe('');
    expect(await client.Keys.all()).toEqual([]);
    await expect(client.Keys.show(made.id)).rejects.toMatchObject({
      status: 404,
      data: { resource: 'key', error: 'not found' },
    });
  });

  it('say what is wrong with one in `errors`', async () => {
    const [client, other] = [await clientOf(who), await clientOf(await test().person())];
    const own = newSshKey();
    await other.Keys.create('theirs', own.line);
    for (const [content, words] of [
      ['', "can't be blank"],
      ['ssh-rsa nothing', 'is not an SSH public key'],
      [own.line, 'is already on another account'],
      ['-----BEGIN OPENSSH PRIVATE KEY-----', expect.stringContaining('is a private key')],
    ])
      await expect(client.Keys.create('laptop', String(content))).rejects.toMatchObject({
        status: 422,
        data: { errors: { content: [words] } },
      });
  });
});
