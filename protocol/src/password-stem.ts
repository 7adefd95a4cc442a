/**
 * What is left of a password when what people put around a word to fit a policy is taken off: `password1234567` is
 * `password`. Server and page judge by the same stem; only the server knows which ones are common. Pure, no I/O.
 */

/** So many characters before or after a word are the year, the mark or the counting that a guesser tries first. */
const fewAround = 8;
/** More than that is still no secret when it is made of so few different ones. */
const fewKinds = 3;
const digitRow = '01234567890123456789';

/** As it is compared: case does not make a word another. */
const letters = /\p{L}/u;

/** What is written for a letter inside a word. */
const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** The shortest text that repeated gives the whole (the last time perhaps cut short). */
export function repeatedUnit(text: string): string {
  for (let size = 1; size <= text.length / 2; size++) {
    const unit = text.slice(0, size);
    if (unit.repeat(Math.ceil(text.length / size)).startsWith(text)) return unit;
  }
  return text;
}

/**
 * The one word that a password consists of, in the forms that it may be known by; nothing when there is more to it: other
 * words, or much around it that does not follow a pattern.
 *
 * @param folded normalised and in small letters.
 */
export function passwordStems(folded: string): readonly string[] {
  const points = [...folded];
  const first = points.findIndex(isLetter);
  if (first < 0) return [];
  const last = points.findLastIndex(isLetter);
  if (!isGuessable(points.slice(0, first)) || !isGuessable(points.slice(last + 1))) return [];
  const core = points.slice(first, last + 1);
  const words = new Set(wordsIn(core));
  const stems = [repeatedUnit(core.map((point) => lookAlikes[point] ?? point).join(''))];
  // Several words are a phrase; the same one again, with whatever between, is not.
  if (words.size === 1) stems.push(...words, ...[...words].map(repeatedUnit));
  return [...new Set(stems)];
}

const isLetter = (point: string): boolean => letters.test(point);

function wordsIn(core: readonly string[]): string[] {
  const words: string[] = [];
  let word = '';
  for (const point of [...core, ' ']) {
    if (isLetter(point)) word += point;
    else if (word !== '') {
      words.push(word);
      word = '';
    }
  }
  return words;
}

/** What stands on one side of it. */
function isGuessable(around: readonly string[]): boolean {
  const text = around.join('');
  const digits = around.filter((point) => point >= '0' && point <= '9').join('');
  return (
    around.length <= fewAround ||
    new Set(around).size <= fewKinds ||
    repeatedUnit(text) !== text ||
    digitRow.includes(digits) ||
    digitRow.includes([...digits].reverse().join(''))
  );
}
