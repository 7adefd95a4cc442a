import { type CurveName, curves, isEcPoint, isEd25519Point } from './curve-points.ts';
import { acceptedType, KeyRefused, type KeyType, maxRsaBits } from './key-types.ts';
import { bitsOf, demand, MalformedWire, WireReader } from './wire.ts';

/** What a signature is checked with. */
type KeyMaterial =
  | { readonly kind: 'rsa'; readonly exponent: Buffer; readonly modulus: Buffer }
  | { readonly kind: 'ec'; readonly curve: CurveName; readonly x: Buffer; readonly y: Buffer }
  | { readonly kind: 'ed25519'; readonly point: Buffer };

export interface KeyBlob {
  readonly type: KeyType;
  readonly bits: number;
  readonly material: KeyMaterial;
  /** For a security key (PROTOCOL.u2f), the application that its signatures are for, such as `ssh:`. Null for any other key. */
  readonly application: Buffer | null;
}

/**
 * Reads a key's wire form: RFC 4253, 6.6 (RSA), RFC 5656, 3.1 (ECDSA), RFC 8709 (Ed25519), PROTOCOL.u2f (security keys). It
 * decides what counts as a key in Loge. It is stricter than `ssh-keygen -l` in everything, so that one blob is one key and one
 * fingerprint. Throws `KeyRefused`.
 */
export function readKeyBlob(blob: Buffer): KeyBlob {
  try {
    const wire = new WireReader(blob);
    const type = acceptedType(wire.name());
    const key = readers[type](wire);
    const application = type.startsWith('sk-') ? readApplication(wire) : null;
    wire.end();
    return { type, application, ...key };
  } catch (error) {
    if (error instanceof MalformedWire) throw new KeyRefused('key_unreadable');
    throw error;
  }
}

type Reader = (wire: WireReader) => Pick<KeyBlob, 'bits' | 'material'>;

const rsa: Reader = (wire) => {
  const [exponent, modulus] = [wire.positive(), wire.positive()];
  const isOdd = (magnitude: Buffer) => ((magnitude.at(-1) ?? 0) & 1) === 1;
  // OpenSSL checks no signature of a larger exponent. With exponent 1 anybody can sign, with an even one nobody can.
  demand(bitsOf(exponent) > 1 && bitsOf(exponent) <= 64 && isOdd(exponent) && isOdd(modulus));
  const bits = bitsOf(modulus);
  if (bits > maxRsaBits) throw new KeyRefused('key_unsupported');
  return { bits, material: { kind: 'rsa', exponent, modulus } };
};

const ecdsa =
  (curve: CurveName): Reader =>
  (wire) => {
    const { bits, bytes } = curves[curve];
    demand(wire.name() === curve);
    const point = new WireReader(wire.string());
    // The uncompressed form (SEC 1, 2.3.3), the only one that OpenSSH accepts.
    demand(point.byte() === 4);
    const [x, y] = [point.take(bytes), point.take(bytes)];
    point.end();
    demand(isEcPoint(curve, x, y));
    return { bits, material: { kind: 'ec', curve, x, y } };
  };

const ed25519: Reader = (wire) => {
  const point = wire.string();
  demand(point.length === 32 && isEd25519Point(point));
  return { bits: 256, material: { kind: 'ed25519', point } };
};

const readers: Record<KeyType, Reader> = {
  'ssh-ed25519': ed25519,
  'ecdsa-sha2-nistp256': ecdsa('nistp256'),
  'ecdsa-sha2-nistp384': ecdsa('nistp384'),
  'ecdsa-sha2-nistp521': ecdsa('nistp521'),
  'ssh-rsa': rsa,
  'sk-ssh-ed25519@openssh.com': ed25519,
  'sk-ecdsa-sha2-nistp256@openssh.com': ecdsa('nistp256'),
};

/** Any text without NUL, at most as long as a web origin can be. OpenSSH limits it only by the blob's length. */
function readApplication(wire: WireReader): Buffer {
  const application = wire.string();
  demand(application.length > 0 && application.length <= 255 && !application.includes(0));
  return application;
}
