/** A list of short texts, as one column keeps it: JSON. Null where the column may say "no list at all". */
export type TextList = readonly string[] | null;

/** Reads a column. */
export function listOf(text: string): readonly string[];
export function listOf(text: string | null): TextList;
export function listOf(text: string | null): TextList {
  return text === null ? null : (JSON.parse(text) as string[]);
}

export function textOf(list: readonly string[]): string;
export function textOf(list: TextList): string | null;
export function textOf(list: TextList): string | null {
  return list === null ? null : JSON.stringify(list);
}
