import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { refusal } from '../../../test/read-ssh-key.ts';
import { newSshKey } from '../../../test/ssh-key-maker.ts';
import { SshKeygen } from '../../../test/ssh-keygen.ts';

const judge = new SshKeygen();
afterAll(() => judge.remove());

describe('texts that hold no key that is accepted', () => {
  const ed25519 = newSshKey();

  it('two blocks, or a block and a line, are several keys', () => {
    const path = judge.make('ecdsa', 256);
    const block = judge.run(['-e', '-m', 'RFC4716', '-f', `${path}.pub`]);
    const pem = judge.run(['-e', '-m', 'PKCS8', '-f', `${path}.pub`]);
    for (const text of [block + block, pem + pem, block + pem, block + ed25519.line, ed25519.line + pem])
      expect(refusal(text.replace(/(lea@laptop)-/, '$1\n-'))).toBe('key_several');
  });

  it('blocks that are broken are refused', () => {
    const path = judge.make('rsa', 2048);
    const block = judge.run(['-e', '-m', 'RFC4716', '-f', `${path}.pub`]);
    const pem = judge.run(['-e', '-m', 'PKCS8', '-f', `${path}.pub`]);
    const pkcs1 = judge.run(['-e', '-m', 'PEM', '-f', `${path}.pub`]);
    const body = (text: string) => text.split('\n').slice(1, -2).join('\n');
    for (const text of [
      block.replace(/^---- END.*$/m, ''),
      block.replace('END SSH2', 'END RSA'),
      block.replace(/^Comment.*$/m, 'Comment with a line that is none'),
      body(pem),
      pem.replace(body(pem), body(pkcs1)),
      pkcs1.replace(body(pkcs1), body(pem)),
      pem.replace(body(pem), ''),
      pem.replace(body(pem), `${body(pem)}\nAAAA`),
      pem.replaceAll('PUBLIC', 'FAMOUS'),
      pem.slice(0, 200),
      pem.split('\n').reverse().join('\n'),
    ])
      expect(refusal(text)).toBe('key_unreadable');
  });

  it('other kinds of key in PEM are refused by name', () => {
    const pem = (key: { export(options: { format: 'pem'; type: 'spki' }): string | Buffer }) =>
      String(key.export({ format: 'pem', type: 'spki' }));
    expect(refusal(pem(generateKeyPairSync('ed448').publicKey))).toBe('key_unsupported');
    expect(refusal(pem(generateKeyPairSync('x25519').publicKey))).toBe('key_unsupported');
    expect(refusal(pem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey))).toBe(
      'key_unsupported',
    );
    expect(refusal(pem(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey))).toBe(
      'key_unsupported',
    );
  });

  it('DSA and short RSA are refused by their own name, in every form', () => {
    for (const [type, bits, code] of [
      ['dsa', 1024, 'key_dsa'],
      ['rsa', 1024, 'key_too_short'],
    ] as const) {
      const path = judge.make(type, bits);
      expect(refusal(judge.publicLine(path))).toBe(code);
      for (const form of ['RFC4716', 'PKCS8', 'PEM'])
        expect([form, refusal(judge.run(['-e', '-m', form, '-f', `${path}.pub`]))]).toEqual([form, code]);
    }
  });

  it('a certificate by ssh-keygen is refused as one', () => {
    const [ca, user] = [judge.make('ed25519'), judge.make('ed25519')];
    judge.run(['-q', '-s', ca, '-I', 'lea', '-n', 'lea', `${user}.pub`]);
    expect(refusal(readFileSync(`${user}-cert.pub`, 'utf8'))).toBe('key_certificate');
  });
});
