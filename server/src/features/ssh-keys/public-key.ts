import { createHash } from 'node:crypto';
import { plainLine } from '@loge/protocol';
import { type KeyBlob, readKeyBlob } from './key-blob.ts';
import { KeyRefused } from './key-types.ts';
import { findKey } from './pasted-key.ts';

/** A key in the one form that Loge keeps and answers. */
export interface PublicKey extends Pick<KeyBlob, 'type' | 'bits'> {
  /** OpenSSH's line: type, base64, and the comment when there is one. */
  readonly content: string;
  readonly comment: string;
  /** Hex pairs with colons (RFC 4716, section 4). */
  readonly md5: string;
  /** Base64 without padding, as `ssh-keygen -l` prints it after `SHA256:`. */
  readonly sha256: string;
}

const maxComment = 200;

/**
 * Reads pasted text as one public key. Throws `KeyRefused`.
 * @param minRsaBits the shortest RSA key that is accepted.
 */
export function readPublicKey(text: string, minRsaBits: number): PublicKey {
  const found = findKey(text);
  const { type, bits } = readKeyBlob(found.blob);
  if (type === 'ssh-rsa' && bits < minRsaBits) throw new KeyRefused('key_too_short', minRsaBits);
  const comment = cleanComment(found.comment);
  return {
    type,
    bits,
    comment,
    content: `${type} ${found.blob.toString('base64')}${comment === '' ? '' : ` ${comment}`}`,
    ...fingerprintsOf(found.blob),
  };
}

export const fingerprintsOf = (blob: Buffer): Pick<PublicKey, 'md5' | 'sha256'> => ({
  md5: createHash('md5')
    .update(blob)
    .digest('hex')
    .replace(/..(?=.)/g, '$&:'),
  sha256: createHash('sha256').update(blob).digest('base64').replaceAll('=', ''),
});

/** Cleans a comment: one line of bounded length, in any script, that is safe beside others' text. */
export const cleanComment = (text: string): string => plainLine(text, maxComment);
