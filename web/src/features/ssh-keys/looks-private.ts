/**
 * Whether a text is, or holds, a private key: then it must not leave the browser. Looks at what cannot stand in a
 * public one, and errs on the side of saying yes.
 */
export function looksPrivate(text: string): boolean {
  // The text without wrapping, indentation and encoding. Windows files come with NULs between the letters.
  const plain = text.replace(/[\s\0]+/g, '');
  return (
    // PEM of every kind (OpenSSH, PKCS#1, PKCS#8, SEC1, PGP), by its first or last line alone.
    /PRIVATEKEY(BLOCK)?-----/.test(plain) ||
    // ssh.com's own form, SSH version 1, PuTTY.
    /SSH2ENCRYPTEDPRIVATEKEY|SSHPRIVATEKEYFILEFORMAT|Private-(Lines|MAC|Hash):/.test(plain) ||
    // The body of an OpenSSH private key without its first line: `openssh-key-v1`.
    plain.includes('b3BlbnNzaC1rZXktdjE') ||
    isPrivateDer(plain)
  );
}

/**
 * The body of another PEM without its first line. Private structures (PKCS#8, PKCS#1, SEC1) are a sequence that
 * begins with a version number, 0 or 1; public ones begin with a sequence or with a long number.
 */
function isPrivateDer(plain: string): boolean {
  const start = /^[A-Za-z0-9+/]{12}/.exec(plain)?.[0];
  if (start === undefined) return false;
  const bytes = Uint8Array.from(atob(start), (letter) => letter.charCodeAt(0));
  const [tag, length = 0] = bytes;
  if (tag !== 0x30) return false;
  const at = length < 0x80 ? 2 : 2 + (length & 0x7f);
  return bytes[at] === 2 && bytes[at + 1] === 1 && (bytes[at + 2] ?? 2) < 2;
}
