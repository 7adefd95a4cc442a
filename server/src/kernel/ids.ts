import { randomBytes, randomUUID } from 'node:crypto';

/**
 * UUID version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then 74 random bits. Such ids sort by the time they were made,
 * which keeps inserts at the right edge of the index on both databases.
 */
export function timeOrderedId(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** `us-<uuid>`: the form of a user id that clients know (docs/contract.md#data). 122 random bits. */
export const accountId = (): string => `us-${randomUUID()}`;

/** A secret of `bytes` random bytes, base64url without padding. 32 bytes are 256 bits. */
export const randomSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url');
