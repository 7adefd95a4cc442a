/** Nothing to be seen, and part of no address: what stands on both sides of it is no link (Unicode: word joiner). */
const joiner = '\u2060';

/** The pieces of a text, in order: our own URLs, and what stands around them. */
export function piecesOf(text: string, origin: string): { readonly text: string; readonly ours: boolean }[] {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((piece) => ({ text: piece, ours: piece === origin || piece.startsWith(`${origin}/`) }));
}

/**
 * A text in which only our own URLs can be followed (docs/rules.md#links-in-mails): mail readers make links of whatever
 * looks like one, and names are other people's to choose. `gift.shop.example` reads as before, and leads nowhere.
 */
export const unlinked = (text: string, origin: string): string =>
  piecesOf(text, origin)
    .map((piece) => (piece.ours ? piece.text : broken(piece.text)))
    .join('');

export const broken = (text: string): string =>
  text.replaceAll('://', `:${joiner}//`).replace(/(?<=[\p{L}\p{M}\p{N}_-])\.(?=\p{L})/gu, `.${joiner}`);
