/** The word joiner of Unicode. It is invisible and part of no address, so a text that holds it is not read as a link. */
const joiner = '\u2060';

/** The pieces of a text, in order: URLs, each marked as ours or not, and the text around them. */
export function piecesOf(text: string, origin: string): { readonly text: string; readonly ours: boolean }[] {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((piece) => ({ text: piece, ours: piece === origin || piece.startsWith(`${origin}/`) }));
}

/**
 * A text in which only our own URLs become links (docs/rules.md#links-in-mails). Mail readers make links of everything
 * that looks like one, and other people choose the names in a mail. `gift.shop.example` looks as before, and is no link.
 */
export const unlinked = (text: string, origin: string): string =>
  piecesOf(text, origin)
    .map((piece) => (piece.ours ? piece.text : broken(piece.text)))
    .join('');

export const broken = (text: string): string =>
  text.replaceAll('://', `:${joiner}//`).replace(/(?<=[\p{L}\p{M}\p{N}_-])\.(?=\p{L})/gu, `.${joiner}`);
