import { createPublicKey, type KeyObject } from 'node:crypto';
import { type CurveName, curves } from './curve-points.ts';
import { acceptedType, KeyRefused } from './key-types.ts';
import { holdsPrivateKey } from './private-key.ts';
import { wirePositive, wireString } from './wire.ts';

/** A key's wire form, as found in what somebody pasted. */
interface PastedKey {
  readonly blob: Buffer;
  /** The comment as it stood there, not cleaned. */
  readonly comment: string;
}

/**
 * Finds the one public key in a text: OpenSSH's line, RFC 4716 (PuTTY's export too), or PEM as PKCS#8 or PKCS#1. `readKeyBlob`
 * decides later whether the blob is a key. Throws `KeyRefused`.
 */
export function findKey(text: string): PastedKey {
  if (holdsPrivateKey(text)) throw new KeyRefused('key_private');
  const lines = rejoined(
    text
      // Web pages use other blanks, and put invisible characters between letters to allow line breaks.
      .replace(/[\u200b\u2060\ufeff]+/g, '')
      .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      // Comments are allowed, as in an authorized_keys file.
      .filter((line) => line !== '' && !line.startsWith('#'))
      // git's `user.signingKey` has this prefix.
      .map((line) => line.replace(/^key::\s*/, '')),
  );
  const begins = lines.filter((line) => beginning.test(line)).length;
  const keys = lines.filter((line) => keyInLine.test(line)).length;
  if (begins + keys > 1) throw new KeyRefused('key_several');
  return begins === 1 ? fromBlock(lines) : fromLines(lines);
}

const beginning = /^-{4,5}\s?BEGIN /;
/** A type and a base64 text that begins with a length below 2^24: a key, wherever it stands in the line. */
const keyInLine = /(?<before>^|[\s,"])(?<type>[a-z][\w.@-]*)[ \t]+(?<base64>AAAA[^\s]*)(?<after>[ \t]|$)/;

/**
 * Joins lines that a terminal or a mail broke within the base64, or between the type and the base64. `readKeyBlob` decides
 * later whether the bytes are one whole key, so a line that does not belong makes the text unreadable.
 */
function rejoined(lines: readonly string[]): readonly string[] {
  const [first = '', second = '', ...rest] = lines;
  const parts =
    /^[a-z][\w.@-]*$/.test(first) && second.startsWith('AAAA') ? [`${first} ${second}`, ...rest] : [...lines];
  const [line = '', ...more] = parts;
  const last = more.pop() ?? '';
  const broken =
    /^[a-z][\w.@-]*[ \t]+AAAA[A-Za-z0-9+/]*$/.test(line) &&
    more.every((piece) => /^[A-Za-z0-9+/]+$/.test(piece)) &&
    /^[A-Za-z0-9+/]*={0,2}(?:[ \t]|$)/.test(last);
  return broken ? [parts.join('')] : parts;
}

function fromLines(lines: readonly string[]): PastedKey {
  const [line, ...more] = lines;
  if (line === undefined || more.length > 0) throw new KeyRefused('key_unreadable');
  const found = keyInLine.exec(line);
  const { type = '', base64 = '' } = found?.groups ?? {};
  if (!found) throw new KeyRefused(/^\d+ \d+ \d+/.test(line) ? 'key_unsupported' : 'key_unreadable');
  if (found.index > 0 || found.groups?.before !== '') throw new KeyRefused('key_with_options');
  const comment = line.slice(found[0].length).trim();
  // These are two keys whose line end was lost.
  if (keyInLine.test(comment)) throw new KeyRefused('key_several');
  const blob = fromBase64(base64);
  // The line's type must repeat the name in the blob.
  if (!blob.subarray(0, type.length + 4).equals(wireString(type))) throw new KeyRefused('key_unreadable');
  acceptedType(type);
  return { blob, comment };
}

function fromBlock(lines: readonly string[]): PastedKey {
  const from = lines.findIndex((line) => beginning.test(line));
  const label = /^-{4,5}\s?BEGIN (.*?)\s?-{4,5}$/.exec(lines[from] ?? '')?.[1] ?? '';
  if (/CERTIFICATE/.test(label)) throw new KeyRefused('key_certificate');
  if (/DSA PUBLIC KEY/.test(label)) throw new KeyRefused('key_dsa');
  if (/PGP PUBLIC KEY/.test(label)) throw new KeyRefused('key_unsupported');
  const to = lines.findIndex((line) => line.replace(/\s?(-{4,5})\s?/g, '$1') === ending(label));
  const read = blocks[label];
  if (!read || to <= from) throw new KeyRefused('key_unreadable');
  return read(lines.slice(from + 1, to));
}

const ending = (label: string): string => {
  const dashes = label === 'SSH2 PUBLIC KEY' ? '----' : '-----';
  return `${dashes}END ${label}${dashes}`;
};

const blocks: Record<string, (body: readonly string[]) => PastedKey> = {
  'SSH2 PUBLIC KEY': fromRfc4716,
  'PUBLIC KEY': (body) => fromDer(body, 'spki'),
  'RSA PUBLIC KEY': (body) => fromDer(body, 'pkcs1'),
};

/** RFC 4716, section 3: headers, which a backslash may continue, then base64. */
function fromRfc4716(lines: readonly string[]): PastedKey {
  const unfolded: string[] = [];
  for (const line of lines) {
    const before = unfolded.at(-1);
    if (before?.endsWith('\\')) unfolded[unfolded.length - 1] = before.slice(0, -1) + line;
    else unfolded.push(line);
  }
  const headers = unfolded.filter((line) => line.includes(':'));
  const comment = headers.map((line) => /^comment:(.*)$/i.exec(line)?.[1]?.trim()).find(Boolean) ?? '';
  const body = unfolded.filter((line) => !line.includes(':')).join('');
  return { blob: fromBase64(body), comment: comment.replace(/^"(.*)"$/, '$1') };
}

/** Converts PEM's bytes (RFC 7468) to SSH's form. */
function fromDer(body: readonly string[], type: 'spki' | 'pkcs1'): PastedKey {
  const der = fromBase64(body.join(''));
  let key: KeyObject;
  try {
    key = createPublicKey({ key: der, format: 'der', type });
    // Refuses trailing bytes and any other encoding of the same key. PKCS#1 is the end of what PKCS#8 wraps.
    const canonical = key.export({ format: 'der', type: 'spki' });
    if (!canonical.subarray(-der.length).equals(der)) throw new KeyRefused('key_unreadable');
  } catch {
    throw new KeyRefused('key_unreadable');
  }
  return { blob: blobOf(key), comment: '' };
}

const fromBase64url = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url');

function blobOf(key: KeyObject): Buffer {
  switch (key.asymmetricKeyType) {
    case 'rsa': {
      const { e, n } = key.export({ format: 'jwk' });
      return Buffer.concat([
        wireString('ssh-rsa'),
        wirePositive(fromBase64url(e)),
        wirePositive(fromBase64url(n)),
      ]);
    }
    case 'ec':
      return ecBlobOf(key);
    case 'ed25519':
      return Buffer.concat([
        wireString('ssh-ed25519'),
        wireString(fromBase64url(key.export({ format: 'jwk' }).x)),
      ]);
    case 'dsa':
      throw new KeyRefused('key_dsa');
    default:
      throw new KeyRefused('key_unsupported');
  }
}

/** OpenSSL's names of the curves. */
const curveNames: Record<string, CurveName> = {
  prime256v1: 'nistp256',
  secp384r1: 'nistp384',
  secp521r1: 'nistp521',
};

function ecBlobOf(key: KeyObject): Buffer {
  const curve = curveNames[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (!curve) throw new KeyRefused('key_unsupported');
  const { x, y } = key.export({ format: 'jwk' });
  const point = Buffer.alloc(1 + 2 * curves[curve].bytes, 0);
  point[0] = 4;
  fromBase64url(x).copy(point, 1);
  fromBase64url(y).copy(point, 1 + curves[curve].bytes);
  return Buffer.concat([wireString(`ecdsa-sha2-${curve}`), wireString(curve), wireString(point)]);
}

/** Reads canonical base64 (RFC 4648, section 4): padded, and the only allowed encoding of the bytes. */
function fromBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.toString('base64') !== text) throw new KeyRefused('key_unreadable');
  return bytes;
}
