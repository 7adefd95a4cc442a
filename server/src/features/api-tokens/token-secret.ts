import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const prefix = 'tk-us-';
const bodyLength = 42;

/**
 * A new API token: `tk-us-` and 48 characters of base64url, the last six being the big-endian CRC-32 of the
 * 48 before them (settled 20), so that scanners recognise a leak without asking us. 252 random bits.
 */
export function newTokenSecret(): string {
  const head = prefix + randomBytes(32).toString('base64url').slice(0, bodyLength);
  return head + checksum(head);
}

/** Whether the text can be one of ours; a mistyped or invented one is refused without a look-up. */
export function isTokenShaped(text: string): boolean {
  const head = text.slice(0, prefix.length + bodyLength);
  return (
    text.length === head.length + 6 && text.startsWith(prefix) && checksum(head) === text.slice(head.length)
  );
}

function checksum(head: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(head));
  return bytes.toString('base64url');
}
