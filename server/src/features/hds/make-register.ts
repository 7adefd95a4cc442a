import { createHash } from 'node:crypto';
import type { Locale } from '@loge/protocol';
import { invalidField } from '../../kernel/app-error.ts';
import { type Instant, instantOf } from '../../kernel/clock.ts';
import { readInstant } from '../../kernel/read-instant.ts';
import type { Context } from '../../platform/context.ts';
import { addMonths } from './months.ts';
import { registerEntries } from './register-entries.ts';
import { type RegisterForm, registerFile } from './register-file.ts';
import { firstKnown } from './register-queries.ts';

interface Wanted {
  readonly at?: string | undefined;
  readonly format?: RegisterForm['format'] | undefined;
  readonly locale?: Locale | undefined;
  readonly only?: 'gaps' | undefined;
}

/**
 * Reads which register is wanted. A day means its end, in UTC; today, now. Throws 422 on `at`: `invalid`, `in_the_future`,
 * `before_beginning` with the first instant that is known as `suggestion`.
 */
export async function readForm(ctx: Context, { at, format, locale, only }: Wanted): Promise<RegisterForm> {
  return {
    at: await readAt(ctx, at),
    format: format ?? 'json',
    locale: locale ?? 'en',
    onlyGaps: only === 'gaps',
  };
}

async function readAt(ctx: Context, text: string | undefined): Promise<Instant> {
  const now = ctx.now();
  if (text === undefined || text === '') return instantOf(now);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const read = readInstant(isDay ? `${text}T23:59:59.999Z` : text);
  if (read === null) throw invalidField('at', 'invalid');
  const isToday = isDay && instantOf(now).startsWith(text);
  const at = isToday ? now : read;
  if (at > now) throw invalidField('at', 'in_the_future');
  const first = await beginning(ctx);
  if (first !== null && instantOf(at) < first)
    throw invalidField('at', 'before_beginning', { suggestion: first });
  return instantOf(at);
}

/** From when on the register is whole: the first health application, or as long ago as history is kept. */
async function beginning(ctx: Context): Promise<Instant | null> {
  const first = await firstKnown(ctx.reader);
  const kept = addMonths(instantOf(ctx.now()), -12 * ctx.config.LOGE_HDS_KEEP_YEARS);
  return first !== null && first < kept ? kept : first;
}

/** The register, piece by piece. What is wrong with the database shows before the first piece. */
export async function makeRegister(ctx: Context, form: RegisterForm): Promise<AsyncGenerator<string>> {
  const entries = registerEntries(ctx.reader, form.at);
  const first = await entries.next();
  async function* all() {
    if (first.done) return;
    yield first.value;
    yield* entries;
  }
  return registerFile(all(), form);
}

/** `hds-register-2026-03-01T235959Z-fr.csv`. */
export const registerName = ({ at, format, locale, onlyGaps }: RegisterForm): string =>
  `hds-${onlyGaps ? 'overdue' : 'register'}-${at.slice(0, 19).replaceAll(':', '')}Z-${locale}.${format}`;

interface Sum {
  readonly bytes: number;
  readonly sha256: string;
}

/** Passes the pieces on, and knows their digest at the end. */
export function summed(pieces: AsyncIterable<string>): { pieces: AsyncGenerator<string>; sum(): Sum } {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* passing() {
    for await (const piece of pieces) {
      hash.update(piece);
      bytes += Buffer.byteLength(piece);
      yield piece;
    }
  }
  return { pieces: passing(), sum: () => ({ bytes, sha256: hash.digest('hex') }) };
}

/** The digest of a register that is not kept. */
export async function sumOf(pieces: AsyncIterable<string>): Promise<Sum> {
  const passing = summed(pieces);
  for await (const _ of passing.pieces);
  return passing.sum();
}
