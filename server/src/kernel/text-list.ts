/** A list of short texts, as one column keeps it: JSON. Null where the column may say "no list at all". */
export type TextList = readonly string[] | null;

// Machines ask with the same few lists without pause; a member's odd one only takes a place for a while.
const maxKept = 1000;
const kept = new Map<string, readonly string[]>();

/** Reads a column. The list is shared by all who read the same text, so nobody may change it. */
export function listOf(text: string): readonly string[];
export function listOf(text: string | null): TextList;
export function listOf(text: string | null): TextList {
  if (text === null) return null;
  const known = kept.get(text);
  if (known) return known;
  const list = Object.freeze(JSON.parse(text) as string[]);
  if (kept.size >= maxKept) kept.clear();
  kept.set(text, list);
  return list;
}

export function textOf(list: readonly string[]): string;
export function textOf(list: TextList): string | null;
export function textOf(list: TextList): string | null {
  return list === null ? null : JSON.stringify(list);
}
