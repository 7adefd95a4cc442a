import { generateKeyPairSync } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { read, refusal } from '../../../test/read-ssh-key.ts';
import { fingerprintOf, lineOf, newSshKey, sshString } from '../../../test/ssh-key-maker.ts';
import { SshKeygen } from '../../../test/ssh-keygen.ts';
import { readPublicKey } from './public-key.ts';

const judge = new SshKeygen();
afterAll(() => judge.remove());

describe('keys made by hand', () => {
  const positive = (bytes: Buffer) =>
    sshString((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);
  const rsaBlob = (e: Buffer, n: Buffer, frame = positive) =>
    Buffer.concat([sshString('ssh-rsa'), frame(e), frame(n)]);
  const ed25519 = newSshKey();
  const point = ed25519.blob.subarray(-32);
  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey.export({ format: 'jwk' });
  const [x, y] = [Buffer.from(String(ec.x), 'base64url'), Buffer.from(String(ec.y), 'base64url')];
  const ecPoint = Buffer.concat([Buffer.from([4]), x, y]);
  const ecBlob = (type: string, curve: string, bytes: Buffer, ...more: Buffer[]) =>
    Buffer.concat([sshString(type), sshString(curve), sshString(bytes), ...more]);
  const p256 = 'ecdsa-sha2-nistp256';
  const skEd = 'sk-ssh-ed25519@openssh.com';
  const skEc = 'sk-ecdsa-sha2-nistp256@openssh.com';
  const { n } = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
  const modulus = Buffer.from(String(n), 'base64url');
  const f4 = Buffer.from([1, 0, 1]);
  const flipped = (bytes: Buffer, at: number) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
    return copy;
  };
  /** An odd number of this many bits. */
  const odd = (bits: number) => {
    const bytes = Buffer.alloc(Math.ceil(bits / 8), 0xa5);
    bytes[0] = 1 << ((bits - 1) % 8);
    return bytes;
  };

  it.each([
    [
      'a security key on Ed25519',
      skEd,
      Buffer.concat([sshString(skEd), sshString(point), sshString('ssh:')]),
    ],
    ['a security key on P-256', skEc, ecBlob(skEc, 'nistp256', ecPoint, sshString('ssh:'))],
    ['a security key for a site', skEc, ecBlob(skEc, 'nistp256', ecPoint, sshString('https://git.example'))],
    ['RSA with exponent 3', 'ssh-rsa', rsaBlob(Buffer.from([3]), modulus)],
    ['RSA with exponent 37, as ssh-keygen once made', 'ssh-rsa', rsaBlob(Buffer.from([37]), modulus)],
    ['RSA of 2056 bits', 'ssh-rsa', rsaBlob(f4, odd(2056))],
    ['RSA of 8192 bits', 'ssh-rsa', rsaBlob(f4, odd(8192))],
    ['RSA of 16384 bits', 'ssh-rsa', rsaBlob(f4, odd(16384))],
  ])('%s is accepted, and ssh-keygen agrees', (_, type, blob) => {
    const key = read(lineOf(type, blob, 'yubi'));
    expect(key).toMatchObject({ type, comment: 'yubi' });
    expect(`SHA256:${key.sha256}`).toBe(fingerprintOf(blob));
    expect(judge.list(`${key.content}\n`)).toEqual([{ bits: key.bits, fingerprint: `SHA256:${key.sha256}` }]);
  });

  const zero = Buffer.alloc(1);
  const small = Buffer.from([2, 1]);
  const p = 2n ** 255n - 19n;
  const edPoint = (number: bigint) => {
    const bytes = Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse();
    return Buffer.concat([sshString('ssh-ed25519'), sshString(bytes)]);
  };
  const unsupported = lineOf(
    'ssh-ed448',
    Buffer.concat([sshString('ssh-ed448'), sshString(Buffer.alloc(57))]),
  );
  const certified = 'ssh-ed25519-cert-v01@openssh.com';

  it.each([
    ['nothing', '', 'key_unreadable'],
    ['words', 'my key', 'key_unreadable'],
    ['a comment line alone', `# ${ed25519.line}`, 'key_unreadable'],
    ['a type alone', 'ssh-ed25519', 'key_unreadable'],
    ['a base64 alone', ed25519.blob.toString('base64'), 'key_unreadable'],
    ['a line with something before it', `$ cat id.pub\n${ed25519.line}`, 'key_unreadable'],
    [
      'no padding',
      lineOf(skEd, Buffer.concat([sshString(skEd), sshString(point), sshString('ssh:')])).replace(/=+$/, ''),
      'key_unreadable',
    ],
    ['base64 of another alphabet', `ssh-rsa ${rsaBlob(f4, modulus).toString('base64url')}`, 'key_unreadable'],
    ['base64 with a blank in it', ed25519.line.replace('AAAAI', 'AAAA I'), 'key_unreadable'],
    ['base64 with a look-alike', ed25519.line.replace('AAAAC3', 'АAAAC3'), 'key_unreadable'],
    ['a type with a look-alike', ed25519.line.replace('ssh', 'ѕsh'), 'key_unreadable'],
    ['a type in capitals', ed25519.line.replace('ssh-ed25519', 'SSH-ED25519'), 'key_unreadable'],
    [
      'a bit in the padding',
      `${p256} ${ecBlob(p256, 'nistp256', ecPoint)
        .toString('base64')
        .replace(/.=$/, (end) => (end === 'A=' ? 'B=' : `${String.fromCharCode(end.charCodeAt(0) + 1)}=`))}`,
      'key_unreadable',
    ],
    ['another type in the line than in the key', lineOf('ssh-rsa', ed25519.blob), 'key_unreadable'],
    [
      'another ECDSA type in the line',
      lineOf('ecdsa-sha2-nistp384', ecBlob(p256, 'nistp256', ecPoint)),
      'key_unreadable',
    ],
    ['bytes after the key', lineOf('ssh-ed25519', Buffer.concat([ed25519.blob, zero])), 'key_unreadable'],
    [
      'a field after the key',
      lineOf('ssh-ed25519', Buffer.concat([ed25519.blob, sshString('x')])),
      'key_unreadable',
    ],
    ['a key cut short', lineOf('ssh-ed25519', ed25519.blob.subarray(0, -3)), 'key_unreadable'],
    [
      'a length beyond the end',
      lineOf('ssh-ed25519', Buffer.concat([sshString('ssh-ed25519'), Buffer.from('7fffffff', 'hex')])),
      'key_unreadable',
    ],
    [
      '31 bytes of Ed25519',
      lineOf('ssh-ed25519', Buffer.concat([sshString('ssh-ed25519'), sshString(point.subarray(1))])),
      'key_unreadable',
    ],
    [
      '33 bytes of Ed25519',
      lineOf(
        'ssh-ed25519',
        Buffer.concat([sshString('ssh-ed25519'), sshString(Buffer.concat([zero, point]))]),
      ),
      'key_unreadable',
    ],
    ['no Ed25519 point', lineOf('ssh-ed25519', edPoint(2n)), 'key_unreadable'],
    ['an Ed25519 coordinate beyond the field', lineOf('ssh-ed25519', edPoint(p + 3n)), 'key_unreadable'],
    ['an Ed25519 point of order 1', lineOf('ssh-ed25519', edPoint(1n)), 'key_unreadable'],
    ['an Ed25519 point of order 2', lineOf('ssh-ed25519', edPoint(p - 1n)), 'key_unreadable'],
    ['an Ed25519 point of order 4', lineOf('ssh-ed25519', edPoint(0n)), 'key_unreadable'],
    // Two of the four of order 8 (Bernstein, Lange: "Curve25519 small-order points").
    [
      'an Ed25519 point of order 8',
      lineOf(
        'ssh-ed25519',
        Buffer.concat([
          sshString('ssh-ed25519'),
          sshString(Buffer.from('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'hex')),
        ]),
      ),
      'key_unreadable',
    ],
    [
      'another of order 8',
      lineOf(
        'ssh-ed25519',
        Buffer.concat([
          sshString('ssh-ed25519'),
          sshString(Buffer.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'hex')),
        ]),
      ),
      'key_unreadable',
    ],
    ['a point off P-256', lineOf(p256, ecBlob(p256, 'nistp256', flipped(ecPoint, 64))), 'key_unreadable'],
    [
      'a compressed point',
      lineOf(p256, ecBlob(p256, 'nistp256', Buffer.concat([Buffer.from([2]), x]))),
      'key_unreadable',
    ],
    ['the point at infinity', lineOf(p256, ecBlob(p256, 'nistp256', zero)), 'key_unreadable'],
    [
      'zeros for a point',
      lineOf(p256, ecBlob(p256, 'nistp256', Buffer.concat([Buffer.from([4]), Buffer.alloc(64)]))),
      'key_unreadable',
    ],
    ['another curve’s name', lineOf(p256, ecBlob(p256, 'nistp384', ecPoint)), 'key_unreadable'],
    [
      'a security key without application',
      lineOf(skEd, Buffer.concat([sshString(skEd), sshString(point)])),
      'key_unreadable',
    ],
    [
      'an even modulus',
      lineOf('ssh-rsa', rsaBlob(f4, flipped(modulus, modulus.length - 1))),
      'key_unreadable',
    ],
    ['a negative modulus', lineOf('ssh-rsa', rsaBlob(f4, modulus, sshString)), 'key_unreadable'],
    [
      'a padded modulus',
      lineOf('ssh-rsa', rsaBlob(f4, Buffer.concat([zero, zero, modulus]), sshString)),
      'key_unreadable',
    ],
    [
      'a padded exponent',
      lineOf('ssh-rsa', rsaBlob(Buffer.concat([zero, f4]), Buffer.concat([zero, modulus]), sshString)),
      'key_unreadable',
    ],
    ['modulus 0', lineOf('ssh-rsa', rsaBlob(f4, Buffer.alloc(0))), 'key_unreadable'],
    ['exponent 0', lineOf('ssh-rsa', rsaBlob(Buffer.alloc(0), modulus)), 'key_unreadable'],
    ['exponent 1', lineOf('ssh-rsa', rsaBlob(Buffer.from([1]), modulus)), 'key_unreadable'],
    ['an even exponent', lineOf('ssh-rsa', rsaBlob(Buffer.from([1, 0, 0]), modulus)), 'key_unreadable'],
    ['an exponent of 72 bits', lineOf('ssh-rsa', rsaBlob(odd(72), modulus)), 'key_unreadable'],
    ['a modulus of 2047 bits', lineOf('ssh-rsa', rsaBlob(f4, odd(2047))), 'key_too_short'],
    ['a modulus of 10 bits', lineOf('ssh-rsa', rsaBlob(f4, small)), 'key_too_short'],
    ['a modulus of 16385 bits', lineOf('ssh-rsa', rsaBlob(f4, odd(16385))), 'key_unsupported'],
    ['Ed448', unsupported, 'key_unsupported'],
    ['an SSH 1 key', '2048 65537 2519084756541234567890123456789 lea@box', 'key_unsupported'],
    [
      'a PGP key',
      '-----BEGIN PGP PUBLIC KEY BLOCK-----\nmQENBF\n-----END PGP PUBLIC KEY BLOCK-----',
      'key_unsupported',
    ],
    [
      'a certificate by its type',
      lineOf(certified, Buffer.concat([sshString(certified), sshString('x')])),
      'key_certificate',
    ],
    [
      'an X.509 certificate',
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
      'key_certificate',
    ],
    ['options', `no-pty,command="echo hi there" ${ed25519.line}`, 'key_with_options'],
    ['an option', `restrict ${ed25519.line}`, 'key_with_options'],
    ['a line of known_hosts', `git.example ${ed25519.line}`, 'key_with_options'],
    ['two lines', `${ed25519.line}\n${newSshKey().line}\n`, 'key_several'],
    ['the same line twice', `${ed25519.line}\r\n${ed25519.line}`, 'key_several'],
    ['two keys in one line', `${ed25519.line} ${newSshKey().line}`, 'key_several'],
  ])('%s is refused', (_, text, code) => {
    expect(refusal(text)).toBe(code);
  });

  it('the least size of RSA is the operator’s', () => {
    const line = lineOf('ssh-rsa', rsaBlob(f4, odd(3000)));
    expect(readPublicKey(line, 3000).bits).toBe(3000);
    expect(() => readPublicKey(line, 3001)).toThrow(
      expect.objectContaining({ code: 'key_too_short', min: 3001 }),
    );
  });
});
