/** The fewest bits that a key may seem to hold. 32 random hexadecimal digits have about 110, hardly ever less than 90. */
const leastBits = 80;

const placeholders =
  /change.?me|replace.?me|your.?secret|secret.?key|password|example|0123456789|abcdefgh|qwerty|azerty/i;

/**
 * Why a given secret key can be guessed, in words; null when no reason is found. This cannot tell whether a phrase is from
 * a book, so machines should draw keys.
 */
export function weaknessOf(secret: string): string | null {
  if (placeholders.test(secret)) return 'it stands in examples or runs along a keyboard';
  if (isRepeated(secret)) return 'a part of it comes again and again';
  if (seemingBits(secret) < leastBits) return 'too few different characters';
  return null;
}

/** Whether the key is one text repeated, where the last repetition may be cut off. */
function isRepeated(secret: string): boolean {
  for (let length = 1; length <= secret.length / 2; length++)
    if (secret.slice(length) === secret.slice(0, -length)) return true;
  return false;
}

/** The length times the entropy of the key's own letters (Shannon). This measures monotony, not strength. */
function seemingBits(secret: string): number {
  const counts = Map.groupBy(secret, (letter) => letter);
  let bits = 0;
  for (const { length } of counts.values()) bits -= length * Math.log2(length / secret.length);
  return bits;
}
