import { expect, it } from 'vitest';
import { onEachDatabase, type Person } from '../../../test/harness.ts';
import { fieldCode, journalTypes } from '../../../test/observe.ts';
import { newSshKey } from '../../../test/ssh-key-maker.ts';
import { enableTotp } from '../../../test/totp.ts';
import { commandActor } from '../../kernel/actor.ts';
import { days, hours, minutes } from '../../kernel/clock.ts';
import { accountById } from '../accounts/feature.ts';
import { addKey } from './add-key.ts';

onEachDatabase('SSH keys and what becomes of their account', (test) => {
  const keysOf = async (session: string) => (await test().call('GET', '/v1/keys', { session })).body.keys;
  const add = async (session: string, name: string) => {
    const own = newSshKey();
    const added = await test().call('POST', '/v1/keys', { session, body: { name, content: own.line } });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    return own;
  };
  const states = (keys: { name: string; disabled_because: string | null }[]) =>
    Object.fromEntries(keys.map(({ name, disabled_because }) => [name, disabled_because]));
  const signIn = (who: Person) => test().signIn(who);

  it('are disabled with a deletion, stay taken, and come back with its undoing', async () => {
    const who = await test().person();
    const session = await signIn(who);
    await add(session, 'off');
    await test().call('POST', '/v1/users/self/revocation', { session, body: { keys: true } });
    const own = await add(session, 'on');
    await test().call('POST', '/v1/users/delete', { session });
    const mail = await test().mailTo(who.email, /Confirm that your account/);
    const id = /[?&]id=([\w-]+)/.exec(mail.text)?.[1];
    const token = /[?&]token=([\w-]+)/.exec(mail.text)?.[1];
    const done = await test().call('POST', `/v1/users/delete/${id}/confirm`, {
      session,
      body: { deletion: { token } },
    });
    expect(done.status).toBe(200);
    const rows = await test()
      .app.ctx.reader.selectFrom('ssh_keys')
      .selectAll()
      .where('account_id', '=', who.id)
      .execute();
    expect(states(rows)).toEqual({ off: 'member', on: 'deletion' });
    const other = await signIn(await test().person());
    const taken = await test().call('POST', '/v1/keys', {
      session: other,
      body: { name: 'x', content: own.line },
    });
    expect(fieldCode(taken, 'content')).toBe('key_taken');

    const link = /undo\?token=([\w-]+)/.exec((await test().mailTo(who.email, /being deleted/)).text)?.[1];
    const undone = await test().call('POST', '/v1/users/delete/undo', { body: { token: link } });
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    expect(states(await keysOf(await signIn(who)))).toEqual({ off: 'member', on: null });
    const types = await journalTypes(test().app, who.id);
    expect(types.filter((type) => type === 'key_disabled')).toHaveLength(2);
    expect(types.filter((type) => type === 'key_enabled')).toHaveLength(1);
  });

  it('are free once the account is erased', async () => {
    const who = await test().person();
    const session = await signIn(who);
    const own = await add(session, 'laptop');
    await test().call('POST', '/v1/users/delete', { session });
    const mail = await test().mailTo(who.email, /Confirm that your account/);
    const id = /[?&]id=([\w-]+)/.exec(mail.text)?.[1];
    const token = /[?&]token=([\w-]+)/.exec(mail.text)?.[1];
    await test().call('POST', `/v1/users/delete/${id}/confirm`, { session, body: { deletion: { token } } });
    test().clock.advance(days(8));
    await test().drain();
    await add(await signIn(await test().person()), 'theirs');
    const other = await signIn(await test().person());
    const added = await test().call('POST', '/v1/keys', {
      session: other,
      body: { name: 'x', content: own.line },
    });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
  });

  it('that were added since a change of address are disabled by its undo, and listed to the old address', async () => {
    const who = await test().person();
    await add(await signIn(who), 'older');
    test().clock.advance(hours(1));
    const session = await signIn(who);
    // A thief first adds a key and asks for the change afterwards.
    const before = await add(session, 'before');
    test().clock.advance(1000);
    const address = `thief${who.username}@example.test`;
    await test().call('PUT', '/v1/users/account', { session, body: { user: { email: address } } });
    const during = await add(session, 'during');
    const confirm = /token=([\w-]+)/.exec((await test().mailTo(address, /Confirm your new/)).text)?.[1];
    await test().call('POST', '/v1/users/email/confirm', { session, body: { token: confirm } });
    test().clock.advance(hours(1));
    const after = await add(await signIn({ ...who, email: address }), 'after');
    const undo = /token=([\w-]+)/.exec((await test().mailTo(who.email, /was changed/)).text)?.[1];
    const undone = await test().call('POST', '/v1/users/email/undo', { body: { token: undo } });
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    const rows = await test()
      .app.ctx.reader.selectFrom('ssh_keys')
      .selectAll()
      .where('account_id', '=', who.id)
      .execute();
    expect(states(rows)).toEqual({ older: null, before: 'undo', during: 'undo', after: 'undo' });
    const mail = await test().mailTo(who.email, /SSH keys were disabled/);
    for (const key of [before, during, after]) expect(mail.text).toContain(key.fingerprint);
    expect(mail.text).not.toContain('older');
  });

  it('that were added since a second factor was turned on are disabled when that is stopped', async () => {
    const who = await test().person();
    const session = await signIn(who);
    await add(session, 'before');
    // Whoever turned the factor on may have been there for as long as a proof is good.
    test().clock.advance(minutes(11));
    const app = await enableTotp(test(), who);
    await add(app.session, 'after');
    const stop = /token=([\w-]+)/.exec((await test().mailTo(who.email, /is on/)).text)?.[1];
    const stopped = await test().call('POST', '/v1/client/tfa/stop', { body: { token: stop } });
    expect(stopped.status, JSON.stringify(stopped.body)).toBe(200);
    const rows = await test()
      .app.ctx.reader.selectFrom('ssh_keys')
      .selectAll()
      .where('account_id', '=', who.id)
      .execute();
    expect(states(rows)).toEqual({ before: null, after: 'undo' });
    expect((await test().mailTo(who.email, /SSH keys were disabled/)).text).toContain('after');
  });

  it('are removed when the owner of an unconfirmed address takes the account', async () => {
    const { app, person, call, mailTo } = test();
    const who = await person({ confirmed: false });
    const own = newSshKey();
    // No route lets an unconfirmed account add a key. This test covers the second check.
    const account = await accountById(app.ctx.reader, who.id);
    if (!account) throw new Error('nobody');
    await addKey(app.ctx, commandActor('test'), account, { name: 'squatter', content: own.line });
    await call('POST', '/v1/users/password/reset', { body: { user: { email: who.email } } });
    const token = /token=([\w.%-]+)/.exec((await mailTo(who.email, /new password/)).text)?.[1];
    const password = 'another horse, another battery';
    const reset = await call('PUT', '/v1/users/password/reset', { body: { user: { token, password } } });
    expect(reset.status, JSON.stringify(reset.body)).toBe(200);
    expect(await keysOf(await signIn({ ...who, password }))).toEqual([]);
    expect(await journalTypes(app, who.id)).toContain('delete_key');
  });
});
