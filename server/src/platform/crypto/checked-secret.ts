import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const bodyLength = 42;

/**
 * A new secret that scanners recognise without asking Loge: a prefix and 48 characters of base64url. The last six are the
 * big-endian CRC-32 of everything before them (docs/rules.md#secret-checksum). 252 random bits.
 */
export function newCheckedSecret(prefix: string): string {
  const head = prefix + randomBytes(32).toString('base64url').slice(0, bodyLength);
  return head + checksum(head);
}

/** Whether the text can be such a secret. A mistyped or invented one is refused without a look-up. */
export function isCheckedSecret(prefix: string, text: string): boolean {
  const head = text.slice(0, prefix.length + bodyLength);
  return (
    text.length === head.length + 6 && text.startsWith(prefix) && checksum(head) === text.slice(head.length)
  );
}

function checksum(head: string): string {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(crc32(head));
  return bytes.toString('base64url');
}
