import { createPublicKey, type JsonWebKey } from 'node:crypto';

/** The curves of ECDSA keys (RFC 5656, section 10.1), under the names that keys use. */
export const curves = {
  nistp256: {
    bits: 256,
    bytes: 32,
    jwk: 'P-256',
    hash: 'sha256',
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  nistp384: {
    bits: 384,
    bytes: 48,
    jwk: 'P-384',
    hash: 'sha384',
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
  nistp521: {
    bits: 521,
    bytes: 66,
    jwk: 'P-521',
    hash: 'sha512',
    order:
      0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  },
} as const;
export type CurveName = keyof typeof curves;

const base64url = (bytes: Buffer): string => bytes.toString('base64url');
const numberOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

/** The public key of a curve as JWK (RFC 7518, 6.2). */
export const ecJwk = (curve: CurveName, x: Buffer, y: Buffer): JsonWebKey => ({
  kty: 'EC',
  crv: curves[curve].jwk,
  x: base64url(x),
  y: base64url(y),
});

/** Whether x and y are a point of the curve that OpenSSH accepts as a key (`sshkey_ec_validate_public`). */
export function isEcPoint(curve: CurveName, x: Buffer, y: Buffer): boolean {
  const { order, bits } = curves[curve];
  for (const coordinate of [x, y]) {
    const number = numberOf(coordinate);
    // The coordinate is too short to be an accident, or not below the order minus 1. OpenSSH refuses both, on the curve or not.
    if (number < 2n ** BigInt(bits >> 1) || number >= order - 1n) return false;
  }
  try {
    // OpenSSL refuses a point that is not on the curve. The order of these curves is prime, so there is no other subgroup.
    createPublicKey({ key: ecJwk(curve, x, y), format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

const p = 2n ** 255n - 19n;
const d = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
const mod = (number: bigint): bigint => ((number % p) + p) % p;

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % p;
    square = (square * square) % p;
  }
  return result;
}

/**
 * Whether the 32 bytes are a point of edwards25519 (RFC 8032, 5.1.3) whose order is not 1, 2, 4 or 8. OpenSSH checks neither.
 * But nobody can sign for what is no point, and anybody can for a point of small order.
 */
export function isEd25519Point(bytes: Buffer): boolean {
  const number = numberOf(Buffer.from(bytes).reverse());
  const y = number & (2n ** 255n - 1n);
  if (y >= p) return false;
  const yy = (y * y) % p;
  // Points of order 1 and 2 have y = ±1, of order 4 y = 0, of order 8 d·y⁴ + 2y² = 1 (their double has y = 0).
  if (yy === 1n || yy === 0n || mod(d * yy * yy + 2n * yy - 1n) === 0n) return false;
  // x² = (y² − 1) / (d·y² + 1) has a root when the product of the two is a square (Euler's criterion).
  return power(mod((yy - 1n) * (d * yy + 1n)), (p - 1n) / 2n) === 1n;
}
