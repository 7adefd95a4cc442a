/** Fewest bits that the letters of a key may seem to hold: 32 hexadecimal digits that were drawn come to 110, hardly ever below 90. */
const leastBits = 80;

const placeholders =
  /change.?me|replace.?me|your.?secret|secret.?key|password|example|0123456789|abcdefgh|qwerty|azerty/i;

/**
 * Why a secret key that somebody gave can be guessed, in words; null when nothing speaks for it. Of a phrase it cannot tell
 * whether it stands in a book: keys are for machines to draw.
 */
export function weaknessOf(secret: string): string | null {
  if (placeholders.test(secret)) return 'it stands in examples or runs along a keyboard';
  if (isRepeated(secret)) return 'a part of it comes again and again';
  if (seemingBits(secret) < leastBits) return 'too few different characters';
  return null;
}

/** Whether it is some text written at least twice, whole or begun. */
function isRepeated(secret: string): boolean {
  for (let length = 1; length <= secret.length / 2; length++)
    if (secret.slice(length) === secret.slice(0, -length)) return true;
  return false;
}

/** Length times the entropy of its own letters (Shannon): no measure of strength, but of monotony. */
function seemingBits(secret: string): number {
  const counts = Map.groupBy(secret, (letter) => letter);
  let bits = 0;
  for (const { length } of counts.values()) bits -= length * Math.log2(length / secret.length);
  return bits;
}
