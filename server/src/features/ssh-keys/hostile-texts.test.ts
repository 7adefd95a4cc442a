import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../test/harness.ts';
import { newSshKey } from '../../../test/ssh-key-maker.ts';

/**
 * Texts made to be slow to read, as long as each field allows. The server must answer each of them. If its reading time grew
 * faster than the text, one of them would stop the process.
 */
onEachDatabase('texts made to be slow to read', (test) => {
  const names = ['ecdsa', 'ec', 'dsa', 'ssh2', 'begin', 'end', 'privatekey'].map((word) =>
    `begin${word.repeat(200)}`.slice(0, 199).concat('x'),
  );
  const contents = [
    'ecdsa',
    ' ',
    'a ',
    'a AAAA ',
    'private-lines',
    'M',
    'begin',
    '-----BEGIN ',
    'comment:',
    '\n',
  ].flatMap((word) =>
    ['', 'begin', 'ssh-ed25519 AAAA', '---- BEGIN SSH2 PUBLIC KEY ----\ncomment:'].map((head) =>
      `${head}${word.repeat(32_768)}`.slice(0, 32_760).concat('\u2028!'),
    ),
  );

  // ASVS 1.3.12
  it('are answered as names and contents of a key', async () => {
    const { jwt } = await test().bearer(await test().person());
    const added = await test().call('POST', '/v1/keys', {
      bearer: jwt,
      body: { key: { name: 'a', content: newSshKey().line } },
    });
    expect(added.status).toBe(201);
    for (const name of names) {
      const renamed = await test().call('PATCH', `/v1/keys/${added.body.key.id}`, {
        bearer: jwt,
        body: { key: { name } },
      });
      expect([name, [200, 422].includes(renamed.status)]).toEqual([name, true]);
    }
    for (const content of contents) {
      const { status } = await test().call('POST', '/v1/keys', {
        bearer: jwt,
        body: { key: { name: 'b', content } },
      });
      // Line ends take two bytes in JSON, which makes some texts larger than a body may be.
      expect([content.slice(0, 40), [413, 422].includes(status)]).toEqual([content.slice(0, 40), true]);
    }
  });

  it('are answered as signatures of a claim', async () => {
    const [owner, claimant] = [await test().person(), await test().person()];
    const { line } = newSshKey();
    const { jwt } = await test().bearer(owner);
    await test().call('POST', '/v1/keys', { bearer: jwt, body: { key: { name: 'a', content: line } } });
    const session = await test().signIn(claimant);
    const begun = await test().call('POST', '/v1/keys/claims', {
      session,
      body: { claim: { content: line } },
    });
    const { challenge } = begun.body.claim;
    for (const piece of [' ', '\n', 'A', 'A ', '\t']) {
      const signature = `-----BEGIN SSH SIGNATURE-----${piece.repeat(16_384)}`.slice(0, 16_383).concat('!');
      const body = { claim: { name: 'mine', challenge, signature } };
      const { status } = await test().call('POST', '/v1/keys/claims/proof', { session, body });
      expect([piece, status]).toEqual([piece, 422]);
    }
  });
});
