/** A piece of a plain text: words, or an address to follow. */
interface Piece {
  text: string;
  href: string | null;
}

/** Splits a plain text at its web addresses. Punctuation that closes a sentence or a bracket is not part of an address. */
export function linkedText(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]+/g)) {
    const address = withoutClosing(match[0]);
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), href: null });
    pieces.push({ text: address, href: address });
    from = match.index + address.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), href: null });
  return pieces;
}

const closing = ".,;:!?)]}»’'";

function withoutClosing(address: string): string {
  let end = address.length;
  while (closing.includes(address.charAt(end - 1))) end--;
  return address.slice(0, end);
}
