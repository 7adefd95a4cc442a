/** Reads a whole number from 1 to `max` from a query string; the fallback for what is no such number. */
export function boundedNumber(text: string | undefined, fallback: number, max: number): number {
  const number = Number(text);
  if (text === undefined || !Number.isInteger(number) || number < 1) return fallback;
  return Math.min(number, max);
}

/** The pagination of a list, as clients read it (docs/contract.md#pagination). */
export const paginationOf = (page: number, pages: number, total: number, size: number) => ({
  current_page: page,
  prev_page: page > 1 ? page - 1 : null,
  next_page: page < pages ? page + 1 : null,
  total_pages: pages,
  total_count: total,
  per_page: size,
});
