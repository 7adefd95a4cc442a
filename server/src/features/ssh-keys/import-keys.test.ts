import { sshKeys } from '@loge/protocol';
import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../test/harness.ts';
import { newSshKey } from '../../../test/ssh-key-maker.ts';
import { commandActor } from '../../kernel/actor.ts';
import { accountById } from '../accounts/feature.ts';
import { importKeys } from './feature.ts';

onEachDatabase('SSH keys from elsewhere', (test) => {
  const add = (by: { session?: string; bearer?: string }, key: Record<string, unknown>) =>
    test().call('POST', '/v1/keys', { ...by, body: { key: { name: 'laptop', ...key } } });
  const signedIn = async () => {
    const who = await test().person();
    return { who, session: await test().signIn(who) };
  };
  const withKey = async (key: Record<string, unknown> = {}) => {
    const { who, session } = await signedIn();
    const own = newSshKey();
    const added = await add({ session }, { content: own.line, ...key });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    return { who, session, own, key: added.body.key, path: `/v1/keys/${added.body.key.id}` };
  };

  it('are imported under the name of where they come from: the new ones alone, told in one mail', async () => {
    const { who } = await withKey();
    const account = await accountById(test().app.ctx.reader, who.id);
    if (!account) throw new Error('nobody');
    const [known, fresh, nameless] = [(await withKey()).own, newSshKey(), newSshKey('lea@tower')];
    const lines = [
      { title: 'known', content: known.line },
      { title: 'rubbish', content: 'ssh-rsa AAAA' },
      { title: 'private', content: '-----BEGIN OPENSSH PRIVATE KEY-----' },
      { title: 'work\u0007 laptop', content: fresh.line },
      { title: 'twice', content: fresh.line },
      { title: '', content: nameless.line },
    ];
    const importing = () => importKeys(test().app.ctx, commandActor('test'), account, 'github', lines);
    const added = await importing();
    expect(added.map(({ name }) => name)).toEqual(['github-work laptop', 'github-lea@tower']);
    const mail = await test().mailTo(who.email, /SSH keys were added/);
    expect(mail.text).toContain('2 SSH keys');
    for (const key of [fresh, nameless]) expect(mail.text).toContain(key.fingerprint);
    const mails = test().smtp.mails.length;
    expect(await importing()).toEqual([]);
    await test().drain();
    expect(test().smtp.mails.length).toBe(mails);
  });

  it('are imported up to the most that an account can have', async () => {
    const who = await test().person();
    const account = await accountById(test().app.ctx.reader, who.id);
    if (!account) throw new Error('nobody');
    const lines = Array.from({ length: sshKeys.maxKeys + 5 }, (_, i) => ({
      title: `k${i}`,
      content: newSshKey().line,
    }));
    const added = await importKeys(test().app.ctx, commandActor('test'), account, 'gitlab', lines);
    expect(added).toHaveLength(sshKeys.maxKeys);
  });
});
