import { createHash } from 'node:crypto';
import ssh2, { type PublicKeyAuthContext } from 'ssh2';

/** RSA keys are accepted with SHA-2 only (RFC 8332). ssh2 does not support keys on security devices. */
const plainTypes = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'];
const rsaHashes = ['sha256', 'sha512'];

/** Whether a key of this kind can be proved here. */
export const isProvable = ({ key, hashAlgo }: PublicKeyAuthContext): boolean =>
  plainTypes.includes(key.algo) || (key.algo === 'ssh-rsa' && rsaHashes.includes(hashAlgo ?? ''));

/**
 * The fingerprint, as `SHA256:…`, of the key that signed the login of this connection (RFC 4252, 7). Null when the
 * signature does not fit. The signed text names the session, the user and the whole key.
 */
export function verifiedKey(auth: PublicKeyAuthContext): string | null {
  const { key, signature, blob, hashAlgo } = auth;
  if (!isProvable(auth) || !signature || !blob) return null;
  const parsed = ssh2.utils.parseKey(`${key.algo} ${key.data.toString('base64')}`);
  const publicKey = Array.isArray(parsed) ? parsed[0] : parsed;
  if (!publicKey || publicKey instanceof Error || publicKey.type !== key.algo) return null;
  if (publicKey.verify(blob, signature, hashAlgo) !== true) return null;
  const digest = createHash('sha256').update(key.data).digest('base64');
  return `SHA256:${digest.replaceAll('=', '')}`;
}
