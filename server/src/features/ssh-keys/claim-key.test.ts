import { afterAll, expect, it } from 'vitest';
import { onEachDatabase, type Person } from '../../../test/harness.ts';
import { expectError, fieldCode, journalTypes } from '../../../test/observe.ts';
import { newSshKey, type OwnKey, sshSign } from '../../../test/ssh-key-maker.ts';
import { SshKeygen } from '../../../test/ssh-keygen.ts';
import { hours, instantOf, minutes } from '../../kernel/clock.ts';

const judge = new SshKeygen();
afterAll(() => judge.remove());

onEachDatabase('claiming a key', (test) => {
  const signedIn = async (who?: Person) => {
    const person = who ?? (await test().person());
    return { who: person, session: await test().signIn(person) };
  };
  const add = (session: string, content: string, name = 'squatted') =>
    test().call('POST', '/v1/keys', { session, body: { key: { name, content } } });
  const begin = (session: string, content: string) =>
    test().call('POST', '/v1/keys/claims', { session, body: { claim: { content } } });
  const prove = (session: string, challenge: string, signature: string, name = 'mine') =>
    test().call('POST', '/v1/keys/claims/proof', {
      session,
      body: { claim: { name, challenge, signature } },
    });
  const namesOf = async (session: string) =>
    (await test().call('GET', '/v1/keys', { session })).body.keys.map((key: { name: string }) => key.name);

  /** A key on somebody else's account, and the challenge for its real owner. */
  const squatted = async (own: Pick<OwnKey, 'line'> = newSshKey()) => {
    const squatter = await signedIn();
    const added = await add(squatter.session, own.line);
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    const owner = await signedIn();
    const begun = await begin(owner.session, own.line);
    expect(begun.status, JSON.stringify(begun.body)).toBe(201);
    return { own, squatter, owner, claim: begun.body.claim, before: added.body.key };
  };

  it.each([
    ['ed25519', undefined],
    ['ecdsa', 256],
    ['ecdsa', 384],
    ['ecdsa', 521],
    ['rsa', 2048],
  ] as const)('moves it by a signature of ssh-keygen -t %s -b %s, and tells both', async (type, bits) => {
    const path = judge.make(type, bits, 'lea@box');
    const line = judge.publicLine(path);
    const [listed] = judge.list(line);
    const { squatter, owner, claim, before } = await squatted({ line });
    expect(claim).toEqual({
      challenge: expect.stringMatching(new RegExp(`^localhost:4310/${owner.who.username}/[\\w-]{43}$`)),
      namespace: 'loge',
      expires_at: instantOf(test().clock.now() + minutes(10)),
    });
    const proved = await prove(
      owner.session,
      claim.challenge,
      judge.sign(path, claim.challenge, claim.namespace),
    );
    expect(proved.status, JSON.stringify(proved.body)).toBe(201);
    expect(proved.body.key).toMatchObject({
      name: 'mine',
      content: line.trim(),
      owner: { id: owner.who.id },
      created_at: instantOf(test().clock.now()),
      disabled_at: null,
    });
    expect(proved.body.key.id).not.toBe(before.id);
    expect(await namesOf(owner.session)).toEqual(['mine']);
    expect(await namesOf(squatter.session)).toEqual([]);
    const [came, went] = [
      await test().mailTo(owner.who.email, /came to your account/),
      await test().mailTo(squatter.who.email, /left your account/),
    ];
    for (const { text } of [came, went]) expect(text).toContain(listed?.fingerprint);
    expect(went.text).toContain('squatted');
    // Neither learns who the other is.
    for (const theirs of [owner.who.email, owner.who.username]) expect(went.raw).not.toContain(theirs);
    for (const theirs of [squatter.who.email, squatter.who.username]) expect(came.raw).not.toContain(theirs);
    expect(await journalTypes(test().app, owner.who.id)).toEqual(
      expect.arrayContaining(['key_claim_begun', 'key_reclaimed']),
    );
    expect(await journalTypes(test().app, squatter.who.id)).toContain('key_lost');
  });

  it('takes a challenge that a shell or an editor ended with a line end', async () => {
    for (const end of ['\n', '\r\n']) {
      const own = newSshKey();
      const { owner, claim } = await squatted(own);
      const proved = await prove(owner.session, claim.challenge, sshSign(own, claim.challenge + end));
      expect(proved.status, JSON.stringify(proved.body)).toBe(201);
    }
  });

  it('moves a key that was disabled or expired as a new one', async () => {
    const own = newSshKey();
    const { squatter, owner, claim } = await squatted(own);
    await test().call('POST', '/v1/users/self/revocation', {
      session: squatter.session,
      body: { keys: true },
    });
    const proved = await prove(owner.session, claim.challenge, sshSign(own, claim.challenge));
    expect(proved.body.key).toMatchObject({ disabled_at: null, disabled_because: null, expires_at: null });
  });

  it('refuses a signature by another key, of something else, for something else, or spoilt', async () => {
    const own = newSshKey();
    const { squatter, owner, claim } = await squatted(own);
    const { challenge } = claim;
    const right = sshSign(own, challenge);
    const other = await begin((await signedIn()).session, own.line);
    for (const wrong of [
      sshSign(newSshKey(), challenge),
      sshSign(own, challenge, 'file'),
      sshSign(own, challenge, 'logee'),
      sshSign(own, other.body.claim.challenge),
      sshSign(own, `${challenge} `),
      sshSign(own, `${challenge}\n\n`),
      right.slice(0, -40),
      right.replace(/.(?=\n-----END)/, (c) => (c === 'A' ? 'B' : 'A')),
      right.replace('\n', '\nAAAA'),
      challenge,
      'x',
    ])
      expect(fieldCode(await prove(owner.session, challenge, wrong), 'signature')).toBe('signature_refused');
    // A refused signature spends nothing.
    expect(await namesOf(squatter.session)).toEqual(['squatted']);
    expect((await prove(owner.session, challenge, right)).status).toBe(201);
  });

  it('refuses another account’s challenge, an invented one, a late one and a used one', async () => {
    const own = newSshKey();
    const { owner, claim } = await squatted(own);
    const stranger = await signedIn();
    const { challenge } = claim;
    const code = async (session: string, text: string) =>
      fieldCode(await prove(session, text, sshSign(own, text)), 'challenge');
    expect(await code(stranger.session, challenge)).toBe('invalid_link');
    // The same secret, in a challenge for the stranger's account.
    const secret = challenge.split('/').at(-1);
    expect(await code(stranger.session, `localhost:4310/${stranger.who.username}/${secret}`)).toBe(
      'invalid_link',
    );
    for (const invented of [
      `localhost:4310/${owner.who.username}/${'A'.repeat(43)}`,
      `other.example/${owner.who.username}/${secret}`,
      String(secret),
      `${challenge}x`,
      'x',
    ])
      expect([invented, await code(owner.session, invented)]).toEqual([invented, 'invalid_link']);
    test().clock.advance(minutes(9));
    const fresh = await test().signIn(owner.who);
    expect((await prove(fresh, challenge, sshSign(own, challenge))).status).toBe(201);
    expect(await code(fresh, challenge)).toBe('used_link');

    const late = await squatted();
    test().clock.advance(minutes(10));
    const later = await test().signIn(late.owner.who);
    expect(await code(later, late.claim.challenge)).toBe('expired_link');
  });

  it('is for keys of other accounts', async () => {
    const own = newSshKey();
    const { session } = await signedIn();
    expect(fieldCode(await begin(session, own.line), 'content')).toBe('key_gone');
    await add(session, own.line);
    expect(fieldCode(await begin(session, own.line), 'content')).toBe('key_yours');
    expect(fieldCode(await begin(session, 'x'), 'content')).toBe('key_unreadable');
    expect(fieldCode(await begin(session, 'BEGIN PRIVATE KEY'), 'content')).toBe('key_private');
  });

  it('gives nothing when the key went or came home meanwhile', async () => {
    const own = newSshKey();
    const { squatter, owner, claim, before } = await squatted(own);
    await test().call('DELETE', `/v1/keys/${before.id}`, { session: squatter.session });
    const gone = await prove(owner.session, claim.challenge, sshSign(own, claim.challenge));
    expect(fieldCode(gone, 'challenge')).toBe('key_gone');
    await add(owner.session, own.line);
    const home = await prove(owner.session, claim.challenge, sshSign(own, claim.challenge));
    expect(fieldCode(home, 'challenge')).toBe('key_gone');
  });

  it('refuses a private key in place of a signature, and needs proof as adding does', async () => {
    const own = newSshKey();
    const { owner, claim } = await squatted(own);
    const pem = String(own.privateKey.export({ format: 'pem', type: 'pkcs8' }));
    expect(fieldCode(await prove(owner.session, claim.challenge, pem), 'signature')).toBe('key_private');
    const named = await prove(
      owner.session,
      claim.challenge,
      sshSign(own, claim.challenge),
      pem.replaceAll('\n', ' '),
    );
    expect(fieldCode(named, 'name')).toBe('key_private');
    test().clock.advance(minutes(11));
    expectError(await begin(owner.session, own.line), 'proof_required');
    expectError(await prove(owner.session, claim.challenge, 'x'), 'proof_required');
  });

  it('is slowed down after thirty an hour', async () => {
    const own = newSshKey();
    const { owner } = await squatted(own);
    for (let i = 1; i < 30; i++) expect((await begin(owner.session, own.line)).status).toBe(201);
    expectError(await begin(owner.session, own.line), 'throttled');
    test().clock.advance(hours(1));
    expect((await begin(await test().signIn(owner.who), own.line)).status).toBe(201);
  });

  it('has one winner of any number of tries at once', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 10; round++) {
      const own = newSshKey();
      const { owner, claim, squatter } = await squatted(own);
      const rival = await signedIn();
      const rivals = (await begin(rival.session, own.line)).body.claim;
      const tries = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          i % 2
            ? prove(rival.session, rivals.challenge, sshSign(own, rivals.challenge))
            : prove(owner.session, claim.challenge, sshSign(own, claim.challenge)),
        ),
      );
      // Both claimants hold the private half. One takes the key from the squatter, and the other may then take it from the
      // first. Nobody gets it twice.
      const won = tries.filter(({ status }) => status === 201);
      expect(won.length).toBeGreaterThanOrEqual(1);
      expect(new Set(won.map(({ body }) => body.key.owner.id)).size).toBe(won.length);
      for (const { status, body } of tries)
        if (status !== 201) expect(['used_link', 'key_gone']).toContain(body.details.challenge[0].code);
      expect(await namesOf(squatter.session)).toEqual([]);
      const both = [...(await namesOf(owner.session)), ...(await namesOf(rival.session))];
      expect(both).toEqual(['mine']);
    }
  });
});
