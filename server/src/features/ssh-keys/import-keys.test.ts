import { sshKeys } from '@loge/protocol';
import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../test/harness.ts';
import { newSshKey } from '../../../test/ssh-key-maker.ts';
import { commandActor } from '../../kernel/actor.ts';
import { days, instantOf, minutes } from '../../kernel/clock.ts';
import { accountById } from '../accounts/feature.ts';
import { importKeys } from './feature.ts';

onEachDatabase('SSH keys of an account elsewhere', (test) => {
  it('are imported under the name of where they come from: the new ones alone, told in one mail', async () => {
    const who = await test().person();
    const account = await accountById(test().app.ctx.reader, who.id);
    if (!account) throw new Error('nobody');
    const [known, fresh, nameless, ending] = [newSshKey(), newSshKey(), newSshKey('lea@tower'), newSshKey()];
    const session = await test().signIn(await test().person());
    await test().call('POST', '/v1/keys', { session, body: { name: 'x', content: known.line } });
    const own = newSshKey();
    await test().call('POST', '/v1/keys', {
      session: await test().signIn(who),
      body: { name: 'mine', content: own.line },
    });
    await test().drain();
    // Like mails wait for one another for a while.
    test().clock.advance(minutes(10));
    const lines = [
      { title: 'known', content: known.line },
      { title: 'mine', content: own.line },
      { title: 'rubbish', content: 'ssh-rsa AAAA' },
      { title: 'private', content: '-----BEGIN OPENSSH PRIVATE KEY-----' },
      { title: 'work\u0007 laptop', content: fresh.line },
      { title: 'twice', content: fresh.line },
      { title: '', content: nameless.line },
      { title: 'over', content: newSshKey().line, expiresAt: instantOf(test().clock.now()) },
      { title: 'ends', content: ending.line, expiresAt: instantOf(test().clock.now() + days(1)) },
    ].map((line) => ({ expiresAt: null, ...line }));
    const source = { name: 'github', integrationId: 'i1' };
    const importing = () => importKeys(test().app.ctx, commandActor('test'), account, source, lines);
    const { added, refused } = await importing();
    expect(added.map(({ name, expires_at }) => [name, expires_at])).toEqual([
      ['github-work laptop', null],
      ['github-lea@tower', null],
      ['github-ends', instantOf(test().clock.now() + days(1))],
    ]);
    expect(refused).toEqual([
      { title: 'known', reason: 'key_taken' },
      { title: 'mine', reason: 'key_yours' },
      { title: 'rubbish', reason: 'refused' },
      { title: 'private', reason: 'refused' },
      { title: 'twice', reason: 'key_yours' },
      { title: 'over', reason: 'refused' },
    ]);
    const mail = await test().mailTo(who.email, /SSH keys were added/);
    expect(mail.text).toContain('3 SSH keys');
    for (const key of [fresh, nameless, ending]) expect(mail.text).toContain(key.fingerprint);
    const mails = test().smtp.mails.length;
    expect((await importing()).added).toEqual([]);
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
      expiresAt: null,
    }));
    const source = { name: 'gitlab', integrationId: 'i1' };
    const { added, refused } = await importKeys(test().app.ctx, commandActor('test'), account, source, lines);
    expect(added).toHaveLength(sshKeys.maxKeys);
    expect(refused.map(({ reason }) => reason)).toEqual(Array(5).fill('too_many'));
  });
});
