/**
 * Whether a text holds a private key or part of one: in PEM, OpenSSH's, PuTTY's or ssh.com's form, broken, re-wrapped,
 * lower-cased or with other text around it. Callers ask this before they do anything else with what somebody pasted, so that
 * the member is told to treat the key as lost.
 */
export function holdsPrivateKey(text: string): boolean {
  const plain = text.normalize('NFKC');
  // Only letters and digits are compared, so that lost dashes and line ends do not hide the words.
  const words = plain.toLowerCase().replace(/[^a-z0-9]+/g, '');
  const unbroken = plain.replace(/[^!-~]+/g, '');
  return (
    (words.includes('privatekey') && holdsHeadline(plain)) ||
    signs.some((sign) => words.includes(sign)) ||
    fields.some((pattern) => pattern.test(plain)) ||
    (unbroken.includes('"kty"') && /"d":"[\w-]{20}/.test(unbroken)) ||
    unbroken.includes('P2/56wAA') ||
    holdsPrivateDer(unbroken)
  );
}

const signs = [
  'puttyuserkeyfile',
  'sshprivatekeyfileformat',
  'agesecretkey1',
  // "openssh-key-v1" in base64, in lower case.
  'b3blbnnzac1rzxktdje',
];

/** The words that may stand between BEGIN or END and PRIVATE KEY. A word that ends with another one comes before it. */
const qualifiers = /(?:openssh|ssh2|ssh|encrypted|any|ed25519|ecdsa|dsa|rsa|ec|pgp|pkcs[0-9])$/;
const longestQualifier = 'encrypted'.length;
/** SSH2 ENCRYPTED has two; no program writes more. */
const mostQualifiers = 3;

/**
 * Whether the words of a first or last line stand in the text: BEGIN PRIVATE KEY, BEGIN OPENSSH PRIVATE KEY, BEGIN SSH2
 * ENCRYPTED PRIVATE KEY, and their ends. No other words may stand between, because a public key's base64 may hold "end", and
 * its comment "private key". The search walks back from each "privatekey" by a bounded number of words, so its time grows with
 * the text's length and no faster.
 */
function holdsHeadline(plain: string): boolean {
  const { letters, places, visible } = lettersOf(plain);
  for (let at = letters.indexOf('privatekey'); at >= 0; at = letters.indexOf('privatekey', at + 1)) {
    let from = at;
    for (let n = 0; n < mostQualifiers; n++) {
      const found = qualifiers.exec(letters.slice(Math.max(0, from - longestQualifier), from));
      if (!found) break;
      from -= found[0].length;
    }
    if (letters.startsWith('begin', from - 5)) return true;
    // "Backend private key" and "my friend, private key" are comments. A real END begins a line or follows dashes.
    if (letters.startsWith('end', from - 3) && afterBreak(visible, places[from - 3] ?? 0)) return true;
  }
  return false;
}

interface Letters {
  /** Letters and digits only, in lower case. */
  readonly letters: string;
  /** The place in `visible` of each letter. */
  readonly places: readonly number[];
  /** The text without invisible characters. */
  readonly visible: string;
}

function lettersOf(plain: string): Letters {
  const visible = plain.toLowerCase().replace(/[^\n\r -~\u2010-\u2015]+/g, '');
  let letters = '';
  const places: number[] = [];
  for (let at = 0; at < visible.length; at++) {
    const letter = visible.charAt(at);
    if (!/[a-z0-9]/.test(letter)) continue;
    letters += letter;
    places.push(at);
  }
  return { letters, places, visible };
}

/** Whether a line begins at the place, apart from blanks and a mail's quoting marks, or dashes stand before it as in PEM. */
function afterBreak(visible: string, place: number): boolean {
  let at = place - 1;
  while (at >= 0 && ' >'.includes(visible.charAt(at))) at--;
  const before = visible.charAt(at);
  return /[\n\r\u2010-\u2015]/.test(before) || (before === '-' && visible.charAt(at - 1) === '-');
}

/** Lines of a PuTTY file that lost its first line. */
const fields = [/private-lines\s*:\s*\d/i, /private-(mac|hash)\s*:\s*[0-9a-f]{20}/i];

/**
 * Whether the text holds base64 of DER that begins as private keys do: a sequence, in it the version 0 or 1, then
 * more (RFC 5208, 5915, 8017).
 */
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
