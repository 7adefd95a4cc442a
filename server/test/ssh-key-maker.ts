import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** SSH's strings (RFC 4251, section 5), sharing nothing with the program. */
export const sshString = (value: string | Buffer): Buffer => {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** A key with its private half, as its owner has it. */
export interface OwnKey {
  readonly privateKey: KeyObject;
  readonly blob: Buffer;
  /** OpenSSH's public line. */
  readonly line: string;
  /** The fingerprint as sshd writes it: `SHA256:…`. */
  readonly fingerprint: string;
}

export const lineOf = (type: string, blob: Buffer, comment = ''): string =>
  `${type} ${blob.toString('base64')}${comment ? ` ${comment}` : ''}`;

export const fingerprintOf = (blob: Buffer): string =>
  `SHA256:${createHash('sha256').update(blob).digest('base64').replaceAll('=', '')}`;

/** Makes a new Ed25519 key without ssh-keygen, for tests that need many. */
export function newSshKey(comment = 'lea@laptop'): OwnKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url');
  const blob = Buffer.concat([sshString('ssh-ed25519'), sshString(raw)]);
  return { privateKey, blob, line: lineOf('ssh-ed25519', blob, comment), fingerprint: fingerprintOf(blob) };
}

/** Armours a signature as `ssh-keygen -Y sign` does (PROTOCOL.sshsig). */
export function armoured(blob: Buffer): string {
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n');
}

/** The bytes that are signed, and the frame around their signature. */
export function sshsigParts(message: string, namespace: string, hash = 'sha512') {
  const head = [sshString(namespace), sshString(''), sshString(hash)];
  const hashed = sshString(createHash(hash).update(message).digest());
  return {
    signed: Buffer.concat([Buffer.from('SSHSIG'), ...head, hashed]),
    frame: (blob: Buffer, signature: Buffer) =>
      armoured(
        Buffer.concat([
          Buffer.from('SSHSIG'),
          Buffer.from([0, 0, 0, 1]),
          sshString(blob),
          ...head,
          sshString(signature),
        ]),
      ),
  };
}

/** Signs as `ssh-keygen -Y sign -n <namespace>` does. */
export function sshSign({ privateKey, blob }: OwnKey, message: string, namespace = 'loge'): string {
  const { signed, frame } = sshsigParts(message, namespace);
  return frame(blob, Buffer.concat([sshString('ssh-ed25519'), sshString(sign(null, signed, privateKey))]));
}
