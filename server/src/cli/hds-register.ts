import { createWriteStream, existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeRegister, readForm, registerName, signDigest, summed } from '../features/hds/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { AppError } from '../kernel/app-error.ts';
import { onPlatform, UsageError } from './command-line/command.ts';

/** Writes a file, since the register is for somebody who asked, and its signed digest beside it. */
export const hdsRegister = onPlatform({
  words: 'hds register',
  args: [],
  options: {
    at: { value: 'DATE', about: 'as of this instant, or the end of this day in UTC; without it, as of now' },
    format: { value: 'FORMAT', about: 'csv or json; csv without it' },
    language: { value: 'LANGUAGE', about: 'en or fr; en without it' },
    overdue: { about: 'only applications with a gap' },
    out: { value: 'FILE', about: 'where it is written; without it, a name of its own in this folder' },
  },
  about:
    'writes the register of health applications and their contacts for the authority, with a signed digest',
  access: 'change',
  async run({ ctx, options, say, progress }) {
    const { format = 'csv', language: locale = 'en' } = options;
    if (format !== 'csv' && format !== 'json') throw new UsageError('--format must be csv or json');
    if (locale !== 'en' && locale !== 'fr') throw new UsageError('--language must be en or fr');
    const only = options.overdue ? 'gaps' : undefined;
    const form = await readForm(ctx, { at: options.at, format, locale, only }).catch(usage);
    const path = options.out ?? registerName(form);
    for (const file of [path, `${path}.jws`])
      if (existsSync(file)) throw new UsageError(`${file} is there already`);
    const { pieces, sum } = summed(await makeRegister(ctx, form));
    let written = 0;
    async function* shown() {
      for await (const piece of pieces) {
        written += piece.length;
        progress(`${Math.round(written / 1024)} KiB written`);
        yield piece;
      }
    }
    await pipeline(Readable.from(shown()), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    const { bytes, sha256 } = sum();
    const jws = await signDigest(ctx, commandActor('hds register'), {
      at: form.at,
      file: registerName(form),
      bytes,
      sha256,
    });
    await writeFile(`${path}.jws`, `${jws}\n`, { flag: 'wx', mode: 0o600 });
    say(`${path}: the register as of ${form.at}, ${bytes} bytes, SHA-256 ${sha256}.`);
    say(`${path}.jws: its signed digest; loge hds verify ${path} proves it.`);
    return 0;
  },
});

/** What is wrong with the date, in a line. */
function usage(error: unknown): never {
  const issue = error instanceof AppError ? error.details.fields?.at?.[0] : undefined;
  if (!issue) throw error;
  if (issue.code === 'in_the_future') throw new UsageError('--at is in the future');
  if (issue.code === 'before_beginning')
    throw new UsageError(`--at is before the beginning: the register is known since ${issue.suggestion}`);
  throw new UsageError('--at must be like 2026-03-01 or 2026-03-01T12:00:00Z');
}
