import { sshKeys } from '@loge/protocol';
import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../test/harness.ts';
import { expectError, fieldCode, journalTypes, snapshot } from '../../../test/observe.ts';
import { newSshKey } from '../../../test/ssh-key-maker.ts';
import { SshKeygen } from '../../../test/ssh-keygen.ts';
import { days, instantOf, minutes } from '../../kernel/clock.ts';
import { gatherMs } from '../../platform/jobs/insert-job.ts';

const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);

onEachDatabase('SSH keys', (test) => {
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
  const now = () => instantOf(test().clock.now());

  it('are answered in the contract’s shape and ours, wrapped or bare, by page or bearer', async () => {
    const who = await test().person();
    const { jwt } = await test().bearer(who);
    const session = await test().signIn(who);
    const judge = new SshKeygen();
    const path = judge.make('ed25519', undefined, 'lea@box');
    const line = judge.publicLine(path);
    const [sha256] = judge.list(line);
    const [md5] = judge.list(line, 'md5');
    judge.remove();
    // The Go client and the documentation wrap the key in `key`. The JavaScript client does not. Both send
    // the file's last line end.
    const made = await test().call('POST', '/v1/keys', {
      bearer: jwt,
      body: { name: 'laptop', content: line, fingerprint: 'ignored', id: 'ignored' },
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const key = {
      id: uuid,
      name: 'laptop',
      content: line.trimEnd(),
      fingerprint: md5?.fingerprint,
      created_at: now(),
      owner: { id: who.id, email: who.email, username: who.username },
      fingerprint_sha256: sha256?.fingerprint,
      type: 'ssh-ed25519',
      bits: 256,
      expires_at: null,
      last_used_at: null,
      disabled_at: null,
      disabled_because: null,
    };
    expect(made.body).toEqual({ key });
    test().clock.advance(1);
    const second = await add({ session }, { name: 'laptop', content: newSshKey().line });
    expect(second.status).toBe(201);
    // Keys are listed oldest first, and names may repeat.
    const list = await test().call('GET', '/v1/keys', { session });
    expect(list.body).toEqual({ keys: [made.body.key, second.body.key] });
    const shown = await test().call('GET', `/v1/keys/${made.body.key.id}`, { bearer: jwt });
    expect(shown.body).toEqual(made.body);
    // The command line shows a key's first 20 and last 30 characters only.
    for (const { content } of list.body.keys) expect(content.length).toBeGreaterThanOrEqual(30);
  });

  it('are mailed when added and removed, and journaled as the contract names them', async () => {
    const { who, session, own, path, key } = await withKey({ name: 'the laptop' });
    const added = await test().mailTo(who.email, /SSH key was added/);
    expect(added.text).toContain(`“the laptop” (${own.fingerprint})`);
    const removed = await test().call('DELETE', path, { session });
    expect([removed.status, removed.body]).toEqual([204, '']);
    expect((await test().mailTo(who.email, /SSH key was removed/)).text).toContain(own.fingerprint);
    const { body } = await test().call('GET', '/v1/events', { session });
    const data = Object.fromEntries(
      body.events.map((event: { type: string; type_data: unknown }) => [event.type, event.type_data]),
    );
    expect(data.new_key).toEqual({ name: 'the laptop', fingerprint: key.fingerprint });
    expect(data.delete_key).toEqual({ name: 'the laptop', key_id: expect.any(String) });
    for (const method of ['GET', 'DELETE', 'PATCH']) {
      const gone = await test().call(method, path, { session, body: {} });
      expectError(gone, 'not_found');
      expect(gone.body.resource).toBe('key');
    }
    // A removed key is free, so anybody may add it.
    const other = await signedIn();
    expect((await add(other, { content: own.line })).status).toBe(201);
  });

  it('are mailed in French', async () => {
    const who = await test().person({ locale: 'fr' });
    const session = await test().signIn(who);
    await add({ session }, { content: newSshKey().line, name: 'portable' });
    expect((await test().mailTo(who.email, /clé SSH a été ajoutée/)).text).toContain(
      '«\u202fportable\u202f»',
    );
  });

  const line = newSshKey().line;
  const until = (expires_at: unknown) => ({ content: line, expires_at });
  it.each([
    ['an empty content', { content: '' }, 'content', 'missing'],
    ['no content', {}, 'content', 'missing'],
    ['a number', { content: 5 }, 'content', 'invalid_type'],
    ['a long text', { content: 'x'.repeat(40_000) }, 'content', 'too_long'],
    ['no key', { content: 'nothing' }, 'content', 'key_unreadable'],
    ['an empty name', { content: line, name: '' }, 'name', 'missing'],
    ['a long name', { content: line, name: 'x'.repeat(201) }, 'name', 'too_long'],
    ['two lines of name', { content: line, name: 'a\nb' }, 'name', 'control_characters'],
    [
      'a secret for a name',
      { content: line, name: '-----BEGIN PRIVATE KEY----- MC4C' },
      'name',
      'key_private',
    ],
    ['a number for an end', until(5), 'expires_at', 'invalid_type'],
    ['an empty end', until(''), 'expires_at', 'invalid'],
    ['a word for an end', until('tomorrow'), 'expires_at', 'invalid'],
    ['a date alone', until('2027-01-01'), 'expires_at', 'invalid'],
    ['no offset', until('2027-01-01T00:00:00'), 'expires_at', 'invalid'],
    ['a day that is not', until('2027-02-29T00:00:00Z'), 'expires_at', 'invalid'],
    ['a month that is not', until('2027-13-01T00:00:00Z'), 'expires_at', 'invalid'],
    ['an hour that is not', until('2027-01-01T24:00:00Z'), 'expires_at', 'invalid'],
    ['five digits of year', until('9999-12-31T23:59:59-10:00'), 'expires_at', 'invalid'],
    ['now', until('2026-11-23T12:00:00.000Z'), 'expires_at', 'in_the_past'],
    ['another time', until('2020-01-01T00:00:00Z'), 'expires_at', 'in_the_past'],
  ])('are not made of %s', async (_, key, field, code) => {
    const { session } = await signedIn();
    const before = await snapshot(test().app);
    expect(fieldCode(await add({ session }, key), field)).toBe(code);
    expect(await snapshot(test().app)).toEqual(before);
  });

  it('say the least size of RSA with their refusal', async () => {
    const { session } = await signedIn();
    const judge = new SshKeygen();
    const line = judge.publicLine(judge.make('rsa', 1024));
    judge.remove();
    const refused = await add({ session }, { content: line });
    expect(refused.body.details).toEqual({ content: [{ code: 'key_too_short', min: 2048 }] });
    expect(refused.body.errors).toEqual({ content: ['is an RSA key that is too short'] });
  });

  it('expire when asked: instants with any offset are kept in UTC', async () => {
    const { session } = await signedIn();
    for (const [given, kept] of [
      ['2027-02-28T23:30:00+02:00', '2027-02-28T21:30:00.000Z'],
      ['2028-02-29T00:00:00z', '2028-02-29T00:00:00.000Z'],
      ['2027-01-01t00:00:00.123456Z', '2027-01-01T00:00:00.123Z'],
      [null, null],
    ]) {
      const made = await add({ session }, { content: newSshKey().line, expires_at: given });
      expect(made.body.key?.expires_at, JSON.stringify(made.body)).toBe(kept);
    }
  });

  it('belong to one account: to others they are taken, without a word on whose', async () => {
    const { who, session, own } = await withKey();
    const other = await signedIn();
    const taken = await add(other, { content: own.line.replace('lea@laptop', 'another comment') });
    expect(fieldCode(taken, 'content')).toBe('key_taken');
    for (const theirs of [who.id, who.email, who.username])
      expect(JSON.stringify(taken.body)).not.toContain(theirs);
    expect(fieldCode(await add({ session }, { content: own.line, name: 'again' }), 'content')).toBe(
      'key_yours',
    );
  });

  it('need a confirmed address, and by page a fresh proof', async () => {
    const unconfirmed = await test().person({ confirmed: false });
    const early = await test().signIn(unconfirmed);
    expectError(await add({ session: early }, { content: newSshKey().line }), 'account_unconfirmed');
    const { session } = await signedIn();
    test().clock.advance(minutes(11));
    expectError(await add({ session }, { content: newSshKey().line }), 'proof_required');
  });

  it(`are ${sshKeys.maxKeys} at most`, async () => {
    const { session } = await signedIn();
    for (let i = 0; i < sshKeys.maxKeys; i++)
      expect((await add({ session }, { content: newSshKey().line })).status).toBe(201);
    const over = await add({ session }, { content: newSshKey().line });
    expect(over.body.details).toEqual({ base: [{ code: 'too_many', max: sshKeys.maxKeys }] });
  });

  it('are renamed without more proof, and expire sooner; later takes what adding does', async () => {
    const expires_at = instantOf(test().clock.now() + days(30));
    const { who, session, path } = await withKey({ expires_at });
    const { jwt } = await test().bearer(who);
    test().clock.advance(minutes(11));
    const edit = (by: { session?: string; bearer?: string }, key: Record<string, unknown>) =>
      test().call('PATCH', path, { ...by, body: { key } });
    const renamed = await edit({ session }, { name: 'the old laptop' });
    expect([renamed.status, renamed.body.key.name, renamed.body.key.expires_at]).toEqual([
      200,
      'the old laptop',
      expires_at,
    ]);
    const sooner = instantOf(test().clock.now() + days(10));
    expect((await edit({ session }, { expires_at: sooner })).body.key.expires_at).toBe(sooner);
    await test().drain();
    const mails = test().smtp.mails.length;
    for (const later of [null, expires_at])
      expectError(await edit({ session }, { expires_at: later }), 'proof_required');
    expect((await test().call('GET', path, { session })).body.key.expires_at).toBe(sooner);
    // An empty change changes nothing and journals nothing.
    const types = await journalTypes(test().app, who.id);
    expect((await edit({ session }, {})).body.key).toMatchObject({
      name: 'the old laptop',
      expires_at: sooner,
    });
    expect(await journalTypes(test().app, who.id)).toEqual(types);
    expect(types.filter((type) => type === 'edit_key')).toHaveLength(2);
    await test().drain();
    expect(test().smtp.mails.length).toBe(mails);

    const fresh = await test().signIn(who);
    expect((await edit({ session: fresh }, { expires_at })).body.key.expires_at).toBe(expires_at);
    expect((await test().mailTo(who.email, /works longer/)).text).toContain('It now expires on');
    // Another mail within minutes would be gathered with others of its kind.
    test().clock.advance(gatherMs);
    // An API client can prove no more than its token.
    expect((await edit({ bearer: jwt }, { expires_at: null })).body.key.expires_at).toBeNull();
    expect((await test().mailTo(who.email, /works longer/)).text).toContain('does not expire any more');
    for (const [key, field, code] of [
      [{ name: '' }, 'name', 'missing'],
      [{ name: 'PuTTY-User-Key-File-2: x' }, 'name', 'key_private'],
      [{ expires_at: '2020-01-01T00:00:00Z' }, 'expires_at', 'in_the_past'],
      [{ content: 'x' }, 'content', 'unknown_field'],
    ] as const)
      expect(fieldCode(await edit({ session: fresh }, key), field)).toBe(code);
  });

  it('come back from being disabled by their owner’s fresh act', async () => {
    const { who, session, path, own } = await withKey();
    await test().call('POST', '/v1/users/self/revocation', { session, body: { keys: true } });
    const shown = await test().call('GET', path, { session });
    expect(shown.body.key).toMatchObject({ disabled_at: now(), disabled_because: 'member' });
    // The disabled key is still the account's.
    expect(fieldCode(await add(await signedIn(), { content: own.line }), 'content')).toBe('key_taken');
    test().clock.advance(minutes(11));
    const enable = (by: string) => test().call('POST', `${path}/enable`, { session: by });
    expectError(await enable(session), 'proof_required');
    const fresh = await test().signIn(who);
    const enabled = await enable(fresh);
    expect([enabled.status, enabled.body.key.disabled_at, enabled.body.key.disabled_because]).toEqual([
      200,
      null,
      null,
    ]);
    await test().mailTo(who.email, /works again/);
    expect(fieldCode(await enable(fresh), 'base')).toBe('already_enabled');
    expect(await journalTypes(test().app, who.id)).toEqual(
      expect.arrayContaining(['key_disabled', 'key_enabled']),
    );
  });

  it('of another member are neither shown, changed, enabled nor removed', async () => {
    const theirs = await withKey();
    const { session } = await signedIn();
    await test().drain();
    const before = await snapshot(test().app);
    for (const [method, suffix, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { key: { name: 'mine' } }],
      ['DELETE', '', undefined],
      ['POST', '/enable', undefined],
    ] as const) {
      const refused = await test().call(method, theirs.path + suffix, { session, ...(body ? { body } : {}) });
      expectError(refused, 'not_found');
    }
    expect(await snapshot(test().app)).toEqual(before);
    const { body } = await test().call('GET', '/v1/keys', { session });
    expect(body).toEqual({ keys: [] });
  });
});
