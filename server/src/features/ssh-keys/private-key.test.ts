import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { newSshKey } from '../../../test/ssh-key-maker.ts';
import { SshKeygen } from '../../../test/ssh-keygen.ts';
import { holdsPrivateKey } from './private-key.ts';

const judge = new SshKeygen();
afterAll(() => judge.remove());

const inForm = (type: string, bits: number | undefined, form: string, passphrase = '') => {
  const path = judge.make(type, bits);
  judge.run(['-q', '-p', '-P', '', '-N', passphrase, '-m', form, '-f', path]);
  return readFileSync(path, 'utf8');
};
const pkcs8 = (key: { export(options: { format: 'pem'; type: 'pkcs8' }): string | Buffer }) =>
  String(key.export({ format: 'pem', type: 'pkcs8' }));
const base64 = (text: string) => text.replace(/^-.*$/gm, '').replace(/\s/g, '');

const putty = `PuTTY-User-Key-File-3: ssh-ed25519
Encryption: none
Comment: ed25519-key-20261124
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExam
pleExampleE=
Private-Lines: 1
AAAAIGV4YW1wbGVleGFtcGxlZXhhbXBsZWV4YW1wbGVleGFt
Private-MAC: 1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a7988
`;

/** The last value says whether a form is still recognised without its first and last lines. */
const forms: readonly [string, string, boolean][] = [
  ['OpenSSH, Ed25519', inForm('ed25519', undefined, 'RFC4716'), true],
  ['OpenSSH, RSA', inForm('rsa', 2048, 'RFC4716'), true],
  ['OpenSSH with a passphrase', inForm('ecdsa', 256, 'RFC4716', 'secret'), true],
  ['PEM, RSA', inForm('rsa', 2048, 'PEM'), true],
  ['PEM, ECDSA', inForm('ecdsa', 521, 'PEM'), true],
  ['PEM, DSA', inForm('dsa', 1024, 'PEM'), true],
  ['PEM with a passphrase', inForm('rsa', 2048, 'PEM', 'secret'), false],
  ['PKCS#8, RSA', inForm('rsa', 2048, 'PKCS8'), true],
  ['PKCS#8 with a passphrase', inForm('rsa', 2048, 'PKCS8', 'secret'), false],
  ['PKCS#8, Ed25519', pkcs8(generateKeyPairSync('ed25519').privateKey), true],
  ['PKCS#8, P-384', pkcs8(generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey), true],
  ['PuTTY', putty, false],
  [
    'ssh.com',
    '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "x"\nP2/56wAAA+oAAAA3aWYtbW9kbntzaWdue3JzYS1wa2NzMS1zaGExfSxlbmNyeXB0e3Jz\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n',
    true,
  ],
  ['JWK', JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })), false],
];

const damages: readonly [string, (text: string) => string][] = [
  ['as it is', (text) => text],
  ['with Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
  ['in one line', (text) => text.replace(/\s+/g, ' ')],
  ['without any blank', (text) => text.replace(/\s+/g, '')],
  ['with line ends written out', (text) => text.replaceAll('\n', '\\n')],
  ['broken every 20 characters', (text) => text.replace(/.{20}/g, '$&\n')],
  ['broken every 7 characters, indented', (text) => text.replace(/.{7}/g, '$&\n    ')],
  ['quoted in a mail', (text) => text.replace(/^/gm, '> ')],
  ['after other words', (text) => `here is my key, please add it:\n\n${text}`],
  ['glued to other words', (text) => `id_rsa:${text}`],
  ['in front of a public key', (text) => `${text}\n${newSshKey().line}`],
  ['behind a public key', (text) => `${newSshKey().line}\n${text}`],
  ['in the comment of a public key', (text) => `${newSshKey().line} ${text.replace(/\s+/g, ' ')}`],
  ['with a byte order mark', (text) => `\ufeff${text}`],
  ['with NULs, as UTF-16 read wrong', (text) => [...text].join('\u0000')],
  ['with zero-width spaces', (text) => text.replace(/.{5}/g, '$&\u200b')],
];

/** Changes after which only the words of the first or last line can be recognised. */
const wordy: readonly [string, (text: string) => string][] = [
  ['in small letters', (text) => text.toLowerCase()],
  ['in capitals', (text) => text.toUpperCase()],
  ['with fewer dashes', (text) => text.replaceAll('-----', '--').replaceAll('---- ', '- ')],
  ['without dashes', (text) => text.replace(/-{2,}/g, '')],
  ['with long dashes, as word processors have it', (text) => text.replaceAll('--', '—')],
  [
    'in full-width letters',
    (text) => text.replace(/[A-Z]/g, (c) => String.fromCodePoint(c.charCodeAt(0) + 0xfee0)),
  ],
  ['its first half', (text) => text.slice(0, text.length / 2)],
  ['its first line', (text) => text.split('\n')[0] ?? ''],
];

describe.each(forms)('a private key (%s)', (name, text, byBody) => {
  it.each(damages)('is told %s', (_, damage) => {
    expect(holdsPrivateKey(damage(text))).toBe(true);
  });

  it.runIf(name !== 'JWK').each(wordy)('is told %s', (_, damage) => {
    expect(holdsPrivateKey(damage(text))).toBe(true);
  });

  it.runIf(/^(OpenSSH|PEM|PKCS|ssh.com)/.test(name))('is told by its last half', () => {
    expect(holdsPrivateKey(text.slice(text.length / 2))).toBe(true);
  });

  it.runIf(byBody)('is told by what stands between its first and last lines', () => {
    const body = base64(text.replace(/^Comment.*$/gm, ''));
    expect(holdsPrivateKey(body)).toBe(true);
    expect(holdsPrivateKey(`-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----`)).toBe(true);
    expect(holdsPrivateKey(`ssh-rsa ${body} lea@box`)).toBe(true);
    expect(holdsPrivateKey(body.slice(0, 40))).toBe(true);
  });
});

it('is not seen in public keys of any form, whatever their comments say', () => {
  const comments = [
    '',
    'not my private key',
    'lea@private-mac',
    'public half, private key is at home',
    'M',
    'Backend private key',
    'frontend_private_key',
    'friend private key',
    'week-end RSA private key',
    'End-to-end private key',
  ];
  for (const [type, bits] of [
    ['ed25519'],
    ['ecdsa', 256],
    ['ecdsa', 521],
    ['rsa', 2048],
    ['rsa', 4096],
  ] as const)
    for (const comment of comments) {
      const path = judge.make(type, bits, comment);
      expect([comment, holdsPrivateKey(judge.publicLine(path))]).toEqual([comment, false]);
      if (comment !== '') break;
      for (const form of type === 'ed25519' ? ['RFC4716'] : ['RFC4716', 'PKCS8', 'PEM'])
        expect([form, holdsPrivateKey(judge.run(['-e', '-m', form, '-f', `${path}.pub`]))]).toEqual([
          form,
          false,
        ]);
    }
  for (let i = 0; i < 5000; i++)
    expect(holdsPrivateKey(newSshKey(comments[i % comments.length]).line)).toBe(false);
  for (const name of comments) expect([name, holdsPrivateKey(name)]).toEqual([name, false]);
});
