import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, refusal } from '../../../test/read-ssh-key.ts';
import { lineOf, newSshKey } from '../../../test/ssh-key-maker.ts';
import { SshKeygen } from '../../../test/ssh-keygen.ts';
import { cleanComment, type PublicKey } from './public-key.ts';

const judge = new SshKeygen();
afterAll(() => judge.remove());

const agreed = new Set<string>();
/** Expects that ssh-keygen reads the kept line as the same key of the same size. */
function expectAgreed(key: PublicKey): void {
  if (agreed.has(key.content)) return;
  agreed.add(key.content);
  expect(judge.list(`${key.content}\n`)).toEqual([{ bits: key.bits, fingerprint: `SHA256:${key.sha256}` }]);
  expect(judge.list(`${key.content}\n`, 'md5')).toEqual([{ bits: key.bits, fingerprint: key.md5 }]);
}

const made = [
  ['ed25519', undefined, 'ssh-ed25519', 256],
  ['ecdsa', 256, 'ecdsa-sha2-nistp256', 256],
  ['ecdsa', 384, 'ecdsa-sha2-nistp384', 384],
  ['ecdsa', 521, 'ecdsa-sha2-nistp521', 521],
  ['rsa', 2048, 'ssh-rsa', 2048],
  ['rsa', 3072, 'ssh-rsa', 3072],
  ['rsa', 4096, 'ssh-rsa', 4096],
] as const;

const wrappings: readonly [string, (text: string) => string][] = [
  ['as it is', (text) => text],
  ['without its final line end', (text) => text.trimEnd()],
  ['with Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
  ['with old Mac line ends', (text) => text.replaceAll('\n', '\r')],
  ['with blanks at the ends of lines', (text) => text.replaceAll('\n', ' \t \n')],
  ['with empty lines around it', (text) => `\n \n\t\n${text}\n\n  \n`],
  ['with a byte order mark', (text) => `\ufeff${text}`],
  ['copied from a web page, with no-break spaces', (text) => text.replaceAll(' ', '\u00a0')],
  ['with what lets a long word break', (text) => text.replace(/[A-Za-z0-9]{30}/g, '$&\u200b')],
  ['with everything', (text) => `\ufeff\r\n  ${text.replaceAll('\n', '  \r\n')}\r\n\r\n`],
];

describe.each(made)('a key by ssh-keygen -t %s -b %s', (type, size, name, bits) => {
  let path: string;
  let line: string;
  let sha256: { bits: number; fingerprint: string } | undefined;
  let md5: typeof sha256;
  beforeAll(() => {
    path = judge.make(type, size, 'léa @ the  big box');
    line = judge.publicLine(path);
    [sha256, md5] = [judge.list(line)[0], judge.list(line, 'md5')[0]];
  });
  const expectSame = (key: PublicKey) => {
    expect(key).toMatchObject({
      type: name,
      bits,
      sha256: sha256?.fingerprint.slice(7),
      md5: md5?.fingerprint,
    });
    expect(sha256?.bits).toBe(bits);
    expectAgreed(key);
  };

  it.each(wrappings)('is read from its line %s', (_, wrap) => {
    const [kind = '', base64 = ''] = line.split(' ');
    for (const [text, comment] of [
      [line, 'léa @ the big box'],
      [`${kind} ${base64}\n`, ''],
      [`${kind}\t${base64} \t tabs\n`, 'tabs'],
    ] as const) {
      const key = read(wrap(text));
      expectSame(key);
      expect(key.comment).toBe(comment);
      expect(key.content).toBe(`${kind} ${base64}${comment ? ` ${comment}` : ''}`);
    }
  });

  it('is read from a line that was broken on its way, or has git’s mark in front', () => {
    const [kind = '', base64 = ''] = line.split(' ');
    const broken = base64.replace(/.{60}/g, '$&\n');
    for (const [text, comment] of [
      [`${kind} ${broken}`, ''],
      [`${kind} ${broken.replaceAll('\n', '\r\n    ')} lea@box\r\n`, 'lea@box'],
      [`${kind}\n${base64} lea@box\n`, 'lea@box'],
      [`key::${line}`, 'léa @ the big box'],
      [`key:: ${kind} ${base64}`, ''],
    ] as const) {
      const key = read(text);
      expectSame(key);
      expect(key.comment).toBe(comment);
    }
    // One line too many or too few makes the text no key.
    for (const text of [
      `${kind} ${base64}\n${base64.slice(-8)}`,
      `${kind} ${broken}\nlea@box`,
      `${kind} ${broken.split('\n').slice(0, -1).join('\n')}`,
      `${kind} ${base64} lea@box\nand more`,
    ])
      expect(refusal(text)).toBe('key_unreadable');
  });

  it('is read from RFC 4716 with any headers', () => {
    const text = judge.run(['-e', '-m', 'RFC4716', '-f', `${path}.pub`]);
    for (const [, wrap] of wrappings) {
      const key = read(wrap(text));
      expectSame(key);
      expect(key.comment).toMatch(/^\d+-bit \w+, converted by /);
      expect(read(wrap(text.replace(/^Comment:.*\n/m, ''))).comment).toBe('');
      // As PuTTY exports it, and with a header that continues in the next line.
      const putty = text.replace(/^Comment:.*$/m, 'Comment: "rsa-key-20261124"\nx-made-by: a long \\\nstory');
      expect(read(wrap(putty)).comment).toBe('rsa-key-20261124');
      const continued = wrap(putty.replace('key-2026', 'key\\\n-2026'));
      expect(read(continued).comment).toBe('rsa-key-20261124');
      expectSame(read(continued));
    }
  });

  const pem = type === 'ed25519' ? [] : ['PKCS8', 'PEM'];
  it.each(pem)('is read from %s', (form) => {
    const text = judge.run(['-e', '-m', form, '-f', `${path}.pub`]);
    for (const [, wrap] of wrappings) {
      const key = read(wrap(text));
      expectSame(key);
      expect(key.comment).toBe('');
    }
  });

  it('is refused as private when it is the private half', () => {
    expect(refusal(readFileSync(path, 'utf8'))).toBe('key_private');
  });
});

it('reads an Ed25519 key from PKCS#8 too, which ssh-keygen does not write', () => {
  const { blob, privateKey, fingerprint } = newSshKey();
  const pem = createPublicKey(privateKey).export({ format: 'pem', type: 'spki' });
  expect(`SHA256:${read(String(pem)).sha256}`).toBe(fingerprint);
  expect(read(String(pem)).content).toBe(lineOf('ssh-ed25519', blob));
});

describe('comments', () => {
  const { line } = newSshKey('');
  it.each([
    ['lea@box', 'lea@box'],
    ['  many   blanks \t and tabs  ', 'many blanks and tabs'],
    ['Zoé Ünal – 日本語 🔑', 'Zoé Ünal – 日本語 🔑'],
    ['a\u0007bell\u001b[31m and \u009b', 'a bell [31m and'],
    ['turned \u202ename\u202c', 'turned name'],
    ['half \ud83d of a pair', 'half of a pair'],
    ['two\u2028lines', 'two lines'],
    ['x'.repeat(500), 'x'.repeat(200)],
    [`${'x'.repeat(199)}🔑`, 'x'.repeat(199)],
  ])('%j are kept as %j', (given, kept) => {
    const key = read(`${line} ${given}`);
    expect(key.comment).toBe(kept);
    expect(key.content).toBe(`${line} ${kept}`);
    expect(cleanComment(kept)).toBe(kept);
  });

  it('do not come from quotes alone', () => {
    expect(read(line).content).toBe(line);
    expect(read(`${line} ""`).comment).toBe('""');
  });
});
