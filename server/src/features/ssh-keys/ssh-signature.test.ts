import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { armoured, newSshKey, sshSign, sshString, sshsigParts } from '../../../test/ssh-key-maker.ts';
import { SshKeygen } from '../../../test/ssh-keygen.ts';
import { readSshSignature } from './ssh-signature.ts';

const judge = new SshKeygen();
afterAll(() => judge.remove());
const message = 'account.example/lea/c2VjcmV0';

const bytesOf = (armored: string) => Buffer.from(armored.replace(/^-.*$/gm, '').replace(/\s/g, ''), 'base64');

describe.each([
  ['ed25519', undefined],
  ['ecdsa', 256],
  ['ecdsa', 384],
  ['ecdsa', 521],
  ['rsa', 2048],
  ['rsa', 4096],
] as const)('a signature by ssh-keygen -t %s -b %s', (type, bits) => {
  const path = judge.make(type, bits);
  const [listed] = judge.list(judge.publicLine(path));

  it.each(['sha256', 'sha512'])('over a %s of the message is that key’s', (hash) => {
    const armored = judge.sign(path, message, 'loge', hash);
    for (const text of [armored, armored.replaceAll('\n', '\r\n'), `\n\n${armored}  \n`, armored.trim()]) {
      const signature = readSshSignature(text);
      expect(signature).toMatchObject({ namespace: 'loge', sha256: listed?.fingerprint.slice(7) });
      expect(signature?.signs(message)).toBe(true);
      for (const other of ['', `${message}\n`, message.slice(1), message.toUpperCase()])
        expect(signature?.signs(other)).toBe(false);
    }
  });

  it('is nobody’s once a bit of it is another', () => {
    const whole = bytesOf(judge.sign(path, message));
    expect(readSshSignature(armoured(whole))?.signs(message)).toBe(true);
    for (let at = 0; at < whole.length; at += type === 'rsa' ? 7 : 1) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << (at % 8)), at);
      const signature = readSshSignature(armoured(changed));
      expect([at, signature?.signs(message) ?? false]).toEqual([at, false]);
    }
    for (const cut of [0, 1, 6, 40, whole.length - 1])
      expect(readSshSignature(armoured(whole.subarray(0, cut)))).toBeNull();
    expect(readSshSignature(armoured(Buffer.concat([whole, Buffer.alloc(1)])))).toBeNull();
  });
});

it('what is no armour is no signature', () => {
  const armored = sshSign(newSshKey(), message);
  expect(readSshSignature(armored)?.signs(message)).toBe(true);
  for (const text of [
    '',
    'SSHSIG',
    armored.replace('BEGIN SSH', 'BEGIN'),
    armored.replace(/-----END.*\n/, ''),
    armored.replaceAll('SIGNATURE', 'signature'),
    `${armored}${armored}`,
    `x${armored}`,
    armored.replace(/\n(?=.*\n-----END)/, '\n!'),
    armored.replace(/[A-Za-z0-9+/]\n-----END/, '\n-----END'),
    bytesOf(armored).toString('base64'),
  ])
    expect(readSshSignature(text)).toBeNull();
});

describe('signatures that are refused however well they verify', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = rsa.publicKey.export({ format: 'jwk' });
  const n = Buffer.concat([Buffer.alloc(1), Buffer.from(String(jwk.n), 'base64url')]);
  const blob = Buffer.concat([sshString('ssh-rsa'), sshString(Buffer.from([1, 0, 1])), sshString(n)]);
  const { signed, frame } = sshsigParts(message, 'loge');
  const by = (algorithm: string, hash: string) =>
    frame(blob, Buffer.concat([sshString(algorithm), sshString(sign(hash, signed, rsa.privateKey))]));

  it('RSA with SHA-1, and RSA that calls itself by the key’s type', () => {
    expect(readSshSignature(by('rsa-sha2-256', 'sha256'))?.signs(message)).toBe(true);
    expect(readSshSignature(by('rsa-sha2-512', 'sha512'))?.signs(message)).toBe(true);
    expect(readSshSignature(by('ssh-rsa', 'sha1'))).toBeNull();
    expect(readSshSignature(by('ssh-rsa', 'sha512'))).toBeNull();
    expect(readSshSignature(by('rsa-sha2-512', 'sha256'))?.signs(message)).toBe(false);
    expect(readSshSignature(by('ssh-ed25519', 'sha512'))).toBeNull();
  });

  it('another hash of the message, something in the reserved field, another version', () => {
    const own = newSshKey();
    const { signed: weak, frame: weakly } = sshsigParts(message, 'loge', 'sha1');
    const signature = (data: Buffer) =>
      Buffer.concat([sshString('ssh-ed25519'), sshString(sign(null, data, own.privateKey))]);
    expect(readSshSignature(weakly(own.blob, signature(weak)))).toBeNull();
    const hashed = sshString(createHash('sha512').update(message).digest());
    const fields = [sshString('loge'), sshString('more'), sshString('sha512')];
    const reserved = Buffer.concat([Buffer.from('SSHSIG'), ...fields, hashed]);
    const whole = (version: number, middle: readonly Buffer[], data: Buffer) =>
      armoured(
        Buffer.concat([
          Buffer.from('SSHSIG'),
          Buffer.from([0, 0, 0, version]),
          sshString(own.blob),
          ...middle,
          sshString(signature(data)),
        ]),
      );
    expect(readSshSignature(whole(1, fields, reserved))).toBeNull();
    const plain = [sshString('loge'), sshString(''), sshString('sha512')];
    const data = Buffer.concat([Buffer.from('SSHSIG'), ...plain, hashed]);
    expect(readSshSignature(whole(1, plain, data))?.signs(message)).toBe(true);
    expect(readSshSignature(whole(2, plain, data))).toBeNull();
    expect(readSshSignature(whole(0, plain, data))).toBeNull();
  });

  it('a certificate for a key', () => {
    const [ca, user] = [judge.make('ed25519'), judge.make('ed25519')];
    judge.run(['-q', '-s', ca, '-I', 'lea', '-n', 'lea', `${user}.pub`]);
    const [, base64 = ''] = readFileSync(`${user}-cert.pub`, 'utf8').split(' ');
    const inner = sshSign(newSshKey(), message);
    const whole = bytesOf(inner);
    const forged = Buffer.concat([
      whole.subarray(0, 10),
      sshString(Buffer.from(base64, 'base64')),
      whole.subarray(10 + 4 + whole.readUInt32BE(10)),
    ]);
    expect(readSshSignature(armoured(forged))).toBeNull();
  });
});

describe('security keys, made by hand', () => {
  const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
  const { signed, frame } = sshsigParts(message, 'loge');

  /** The bytes that the device signs: application, flags, counter, message (PROTOCOL.u2f). */
  const assertion = (application: string, flags: number, counter: number) =>
    Buffer.concat([sha256(application), Buffer.from([flags, 0, 0, 0, counter]), sha256(signed)]);

  const ed = newSshKey();
  const edType = 'sk-ssh-ed25519@openssh.com';
  const edBlob = Buffer.concat([sshString(edType), ed.blob.subarray(-36), sshString('ssh:')]);
  const byEd = (application = 'ssh:', flags = 1, counter = 7, said = { flags, counter }, type = edType) =>
    frame(
      edBlob,
      Buffer.concat([
        sshString(type),
        sshString(sign(null, assertion(application, flags, counter), ed.privateKey)),
        Buffer.from([said.flags, 0, 0, 0, said.counter]),
      ]),
    );

  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const jwk = ec.publicKey.export({ format: 'jwk' });
  const point = [jwk.x, jwk.y].map((part) => Buffer.from(String(part), 'base64url'));
  const ecType = 'sk-ecdsa-sha2-nistp256@openssh.com';
  const ecBlob = Buffer.concat([
    sshString(ecType),
    sshString('nistp256'),
    sshString(Buffer.concat([Buffer.from([4]), ...point])),
    sshString('ssh:'),
  ]);
  const mpint = (bytes: Buffer) => {
    const start = bytes.findIndex((byte) => byte !== 0);
    const plain = bytes.subarray(start);
    return sshString((plain[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), plain]) : plain);
  };
  const ecSignature = (data: Buffer, key: KeyObject) => {
    const raw = sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
    return Buffer.concat([mpint(raw.subarray(0, 32)), mpint(raw.subarray(32))]);
  };
  const byEc = (application = 'ssh:', flags = 1, counter = 7, said = { flags, counter }, type = ecType) =>
    frame(
      ecBlob,
      Buffer.concat([
        sshString(type),
        sshString(ecSignature(assertion(application, flags, counter), ec.privateKey)),
        Buffer.from([said.flags, 0, 0, 0, said.counter]),
      ]),
    );

  it.each([
    ['Ed25519', byEd, 'ssh-ed25519'],
    ['P-256', byEc, 'ecdsa-sha2-nistp256'],
  ])('on %s sign with somebody present, for their application', (_, by, plainType) => {
    const verdict = (armored: string) => readSshSignature(armored)?.signs(message) ?? null;
    // ssh-keygen accepts the signature that the test made. It knows such keys, though it can make none here.
    const signature = judge.file(by());
    const checked = judge.run(['-Y', 'check-novalidate', '-n', 'loge', '-s', signature], message);
    expect(checked).toContain('Good "loge" signature');
    expect(verdict(by())).toBe(true);
    expect(verdict(by('ssh:', 5))).toBe(true); // The user was verified, too.
    expect(readSshSignature(by())?.signs(`${message}x`)).toBe(false);
    expect(verdict(by('ssh:other'))).toBe(false);
    // Nobody touched the device, and the signature says so or hides it.
    expect(verdict(by('ssh:', 0))).toBeNull();
    expect(verdict(by('ssh:', 4))).toBeNull();
    expect(verdict(by('ssh:', 0, 7, { flags: 1, counter: 7 }))).toBe(false);
    expect(verdict(by('ssh:', 1, 7, { flags: 1, counter: 8 }))).toBe(false);
    expect(verdict(by('ssh:', 1, 7, { flags: 1, counter: 7 }, plainType))).toBeNull();
  });
});
