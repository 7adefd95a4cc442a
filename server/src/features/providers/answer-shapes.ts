import { plainLine, textProblem } from '@loge/protocol';
import * as z from 'zod/mini';
import { type Instant, instantOf } from '../../kernel/clock.ts';
import type { Branch } from './provider.ts';
import { ProviderError } from './provider-error.ts';

/** The small shapes that the answers of all providers are made of. */

/** A whole number from 1 that JavaScript keeps exactly. Actions and ghosts have numbers below 1. */
export const positiveId = z.int().check(z.positive());

/** A name that things are asked for by. It is never changed, so one that cannot be shown does not fit. */
export const exactName = z.string().check(
  z.minLength(1),
  z.maxLength(500),
  z.refine((text: string) => textProblem(text) === null),
);

/** A text for people's eyes: cut, and what could rewrite the sentence around it is taken out. */
export const shownLine = (most: number) =>
  z.pipe(
    z.string(),
    z.transform((text: string) => plainLine(text.slice(0, 4 * most), most)),
  );

/** As `shownLine`; null when there is none. */
export const description = z.pipe(
  z.optional(z.nullable(shownLine(1000))),
  z.transform((text: string | null | undefined) => text || null),
);

/** An address that a page may link to, or empty. */
export const webAddress = z.pipe(
  z.optional(z.nullable(z.string())),
  z.transform((text: string | null | undefined) => webUrlOf(text ?? '')),
);

/** An entry of a list of branches, of any provider. Git allows names that cannot be shown: null. */
export const branchEntry = z.pipe(
  z.object({ name: z.string() }),
  z.transform(({ name }): Branch | null => (exactName.safeParse(name).success ? { name } : null)),
);

/** When something ends, or null when it does not; so far away that a year has five digits is the same. */
export const ending = z.pipe(
  z.optional(z.nullable(z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))))),
  z.transform((text: string | null | undefined) => (text ? endingOf(text) : null)),
);

/** As `ending`, of a text; null when it says no time. */
export function endingOf(text: string): Instant | null {
  const at = Date.parse(text);
  return at < Date.UTC(9999, 11, 31) ? instantOf(Math.max(at, 0)) : null;
}

const longestUrl = 2000;

/** The address in the URL standard's form; empty when it is none that a page may link to. */
export function webUrlOf(text: string): string {
  if (text.length > longestUrl || !URL.canParse(text)) return '';
  const { protocol, username, password, href } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' ? href : '';
}

/**
 * Reads an answer that must fit. Throws `not_this_software`.
 * @param body parsed JSON; undefined when it was none.
 */
export function readAnswer<T>(shape: z.ZodMiniType<T>, body: unknown): T {
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  throw new ProviderError('not_this_software');
}

/**
 * Reads a list. An entry of another shape is left out, as one broken repository must not hide the others. Throws
 * `not_this_software` when it is no list, or no entry fits.
 * @param entry may read an entry that is not to be shown as null.
 * @param most how many were asked for: what a server sends beyond that is not read.
 */
export function readList<T>(entry: z.ZodMiniType<T | null>, body: unknown, most: number): T[] {
  if (!Array.isArray(body)) throw new ProviderError('not_this_software');
  const given = body.slice(0, most);
  const read = given.map((each) => entry.safeParse(each)).filter(({ success }) => success);
  if (given.length > 0 && read.length === 0) throw new ProviderError('not_this_software');
  return read.flatMap(({ data }) => (data === null || data === undefined ? [] : [data]));
}
