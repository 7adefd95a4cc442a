/**
 * Whether a text holds a private key, or what is left of one: in PEM, OpenSSH's, PuTTY's or ssh.com's form, broken,
 * re-wrapped, lower-cased or with other things around it. Asked before anything else is done with what somebody
 * pasted, so that they are told to treat the key as lost.
 */
export function holdsPrivateKey(text: string): boolean {
  const plain = text.normalize('NFKC');
  // Letters and digits only: neither lost dashes nor line ends hide the words.
  const words = plain.toLowerCase().replace(/[^a-z0-9]+/g, '');
  const unbroken = plain.replace(/[^!-~]+/g, '');
  return (
    headlines.some((pattern) => pattern.test(words)) ||
    fields.some((pattern) => pattern.test(plain)) ||
    (unbroken.includes('"kty"') && /"d":"[\w-]{20}/.test(unbroken)) ||
    unbroken.includes('P2/56wAA') ||
    holdsPrivateDer(unbroken)
  );
}

const headlines = [
  // BEGIN PRIVATE KEY, BEGIN OPENSSH PRIVATE KEY, BEGIN SSH2 ENCRYPTED PRIVATE KEY, and their ends; no other words
  // between, for a public key's base64 may hold "end", and its comment "private key".
  /(begin|end)(ssh2?|openssh|encrypted|any|rsa|dsa|ec|ecdsa|ed25519|pgp|pkcs[0-9])*privatekey/,
  /puttyuserkeyfile/,
  /sshprivatekeyfileformat/,
  /agesecretkey1/,
  // "openssh-key-v1" in base64, in whatever case.
  /b3blbnnzac1rzxktdje/,
];

/** Lines of a PuTTY file that lost its first. */
const fields = [/private-lines\s*:\s*\d/i, /private-(mac|hash)\s*:\s*[0-9a-f]{20}/i];

/** Base64 of DER that begins as private keys do: a sequence, in it the version 0 or 1, then more (RFC 5208, 5915, 8017). */
function holdsPrivateDer(text: string): boolean {
  for (const { index } of text.matchAll(/M(?=[A-Za-z0-9+/]{15})/g)) {
    const bytes = Buffer.from(text.slice(index, index + 16), 'base64');
    const [tag, length = 0] = bytes;
    const header = length < 0x80 ? 2 : 2 + (length & 0x7f);
    const [integer, size, version = 9, next = 0] = bytes.subarray(header);
    const inSequence = tag === 0x30 && header <= 5;
    if (inSequence && integer === 2 && size === 1 && version <= 1 && [0x02, 0x04, 0x30].includes(next))
      return true;
  }
  return false;
}
