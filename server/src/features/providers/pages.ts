/** One page of a list, and whether there is another. */
interface Page<T> {
  readonly entries: readonly T[];
  readonly more: boolean;
}

/**
 * Asks for one page after the other, from 1, until there is none or enough of them. The pages are counted here: an address that a
 * server gives for the next one could lead anywhere.
 */
export async function everyPage<T>(
  page: (number: number) => Promise<Page<T>>,
  mostPages: number,
): Promise<T[]> {
  const found: T[] = [];
  for (let number = 1; number <= mostPages; number++) {
    const { entries, more } = await page(number);
    found.push(...entries);
    if (!more) break;
  }
  return found;
}

/** What is asked about at the same time. Providers ask not to be sent many requests at once. */
const atOnce = 5;

/** Calls `look` for each, a few at a time, and returns what it found in the same order. */
export async function eachOf<T, R>(entries: readonly T[], look: (entry: T) => Promise<R>): Promise<R[]> {
  const found: R[] = [];
  for (let at = 0; at < entries.length; at += atOnce)
    found.push(...(await Promise.all(entries.slice(at, at + atOnce).map(look))));
  return found;
}
