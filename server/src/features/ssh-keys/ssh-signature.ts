import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type CurveName, curves, ecJwk } from './curve-points.ts';
import { type KeyBlob, readKeyBlob } from './key-blob.ts';
import { KeyRefused, type KeyType } from './key-types.ts';
import { fingerprintsOf } from './public-key.ts';
import { demand, MalformedWire, WireReader, wireString } from './wire.ts';

/** A signature of a file by an SSH key (OpenSSH's PROTOCOL.sshsig), as `ssh-keygen -Y sign` makes it. */
interface SshSignature {
  /** The key that the signature claims to be by. */
  readonly key: KeyBlob;
  /** The SHA-256 fingerprint of that key, base64 without padding. */
  readonly sha256: string;
  readonly namespace: string;
  /** Whether it really is that key's signature of the message. */
  signs(message: string): boolean;
}

const magic = 'SSHSIG';
const [beginning, ending] = ['-----BEGIN SSH SIGNATURE-----', '-----END SSH SIGNATURE-----'];
/** The hashes that may be taken of the message before it is signed. */
const hashes = ['sha256', 'sha512'];

/** Reads an armoured signature. Null for anything that is not one whole, well-formed signature by a key of an accepted type. */
export function readSshSignature(armored: string): SshSignature | null {
  try {
    const bytes = unarmored(armored.trim());
    return readSignature(new WireReader(bytes));
  } catch (error) {
    if (error instanceof MalformedWire || error instanceof KeyRefused) return null;
    throw error;
  }
}

/** The bytes between the armour's lines. Every step passes over the text once, whatever it holds. */
function unarmored(text: string): Buffer {
  const body = text.slice(beginning.length, -ending.length);
  demand(text.startsWith(beginning) && text.endsWith(ending) && /^\s/.test(body));
  const base64 = body.replace(/\s+/g, '');
  const bytes = Buffer.from(base64, 'base64');
  demand(bytes.toString('base64') === base64);
  return bytes;
}

function readSignature(wire: WireReader): SshSignature {
  demand(wire.take(magic.length).toString('latin1') === magic && wire.uint32() === 1);
  const blob = wire.string();
  const key = readKeyBlob(blob);
  const namespace = wire.name();
  demand(wire.string().length === 0); // Reserved.
  const hash = wire.name();
  demand(hashes.includes(hash));
  const signature = wire.string();
  wire.end();
  const signed = (message: string) =>
    Buffer.concat([
      Buffer.from(magic),
      wireString(namespace),
      wireString(''),
      wireString(hash),
      wireString(createHash(hash).update(message).digest()),
    ]);
  const check = checkOf(key, new WireReader(signature));
  return { key, namespace, sha256: fingerprintsOf(blob).sha256, signs: (message) => check(signed(message)) };
}

type Check = (data: Buffer) => boolean;

/** Reads a signature (RFC 4253, 6.6). Its algorithm must fit the key. */
function checkOf(key: KeyBlob, wire: WireReader): Check {
  const algorithm = wire.name();
  const { material, application } = key;
  const object = publicKeyOf(key);
  const bytes = wire.string();
  if (application) return checkOfSecurityKey(key, algorithm, bytes, wire);
  wire.end();
  switch (material.kind) {
    case 'rsa': {
      // RFC 8332. The older ssh-rsa signs with SHA-1, which is no longer a proof.
      const hash = { 'rsa-sha2-256': 'sha256', 'rsa-sha2-512': 'sha512' }[algorithm];
      demand(hash !== undefined && bytes.length === material.modulus.length);
      return (data) => verify(hash, data, object, bytes);
    }
    case 'ec':
      demand(algorithm === key.type);
      return ecdsa(object, material.curve, bytes);
    case 'ed25519':
      demand(algorithm === key.type && bytes.length === 64);
      return (data) => verify(null, data, object, bytes);
  }
}

/** PROTOCOL.u2f, "SSH U2F signatures": the device signs the application, flags and a counter with the message. */
function checkOfSecurityKey(
  key: KeyBlob,
  algorithm: KeyType | string,
  bytes: Buffer,
  wire: WireReader,
): Check {
  const [flags, counter] = [wire.take(1), wire.take(4)];
  wire.end();
  // This flag says that somebody touched the device.
  const userPresent = 0x01;
  demand(algorithm === key.type && (flags.readUInt8() & userPresent) !== 0);
  const object = publicKeyOf(key);
  const { material } = key;
  if (material.kind === 'ed25519') demand(bytes.length === 64);
  const check: Check =
    material.kind === 'ec'
      ? ecdsa(object, material.curve, bytes)
      : (data) => verify(null, data, object, bytes);
  const sha256 = (data: Buffer) => createHash('sha256').update(data).digest();
  const application = sha256(key.application ?? Buffer.alloc(0));
  return (data) => check(Buffer.concat([application, flags, counter, sha256(data)]));
}

/** RFC 5656, 3.1.2: r and s as numbers. */
function ecdsa(object: KeyObject, curve: CurveName, bytes: Buffer): Check {
  const { bytes: size, hash } = curves[curve];
  const wire = new WireReader(bytes);
  const [r, s] = [wire.positive(), wire.positive()];
  wire.end();
  demand(r.length <= size && s.length <= size);
  const signature = Buffer.alloc(2 * size);
  r.copy(signature, size - r.length);
  s.copy(signature, 2 * size - s.length);
  return (data) => verify(hash, data, { key: object, dsaEncoding: 'ieee-p1363' }, signature);
}

function publicKeyOf({ material }: KeyBlob): KeyObject {
  const text = (bytes: Buffer) => bytes.toString('base64url');
  switch (material.kind) {
    case 'rsa': {
      const jwk = { kty: 'RSA', e: text(material.exponent), n: text(material.modulus) };
      return createPublicKey({ key: jwk, format: 'jwk' });
    }
    case 'ec':
      return createPublicKey({ key: ecJwk(material.curve, material.x, material.y), format: 'jwk' });
    case 'ed25519':
      return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text(material.point) }, format: 'jwk' });
  }
}
