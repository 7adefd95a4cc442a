import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { type Published, publishDescription } from '../features/contracts/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { onPlatform, UsageError } from './command-line/command.ts';

export const contractPublish = onPlatform({
  words: 'contract publish',
  args: ['<file>'],
  options: { 'dry-run': { about: 'says what it would do, and does nothing' } },
  about:
    'publishes a version of a contract that members accept: a description in JSON beside its PDFs (docs/operate/contracts.md)',
  access: 'change',
  async run({ ctx, args: [file], options, say }) {
    const dryRun = options['dry-run'];
    const described = await withPdfs(await readDescription(file), dirname(resolve(file)));
    const outcome = await publishDescription(ctx, commandActor('contract publish'), described, dryRun);
    if ('faults' in outcome) {
      for (const fault of outcome.faults) say(fault);
      say('Nothing was published.');
      return 1;
    }
    tell(outcome, say);
    return 0;
  },
});

async function readDescription(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`cannot read ${file}`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is no JSON`);
  }
}

/** The description with the files in the place of their paths, which are relative to it. Whatever else is wrong stays so. */
async function withPdfs(description: unknown, folder: string): Promise<unknown> {
  const { documents } = (description ?? {}) as { documents?: unknown };
  if (!Array.isArray(documents)) return description;
  const read = async (path: unknown): Promise<unknown> => {
    if (typeof path !== 'string') return path;
    const bytes = await readFile(resolve(folder, path)).catch(() => {
      throw new UsageError(`cannot read ${path}`);
    });
    return { name: basename(path), content: bytes.toString('base64') };
  };
  const each = documents.map(async (document: Record<string, unknown>) => {
    const pdf = (document?.pdf ?? {}) as Record<string, unknown>;
    const files = await Promise.all(
      Object.entries(pdf).map(async ([locale, path]) => [locale, await read(path)] as const),
    );
    return { ...document, pdf: Object.fromEntries(files) };
  });
  return { ...(description as object), documents: await Promise.all(each) };
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const number = new Intl.NumberFormat('en-GB');

const warnings: Record<Published['effect']['warnings'][number]['code'], string> = {
  no_title: 'has no title',
  no_language: 'does not say its language',
  other_language: 'says that it is in another language',
  not_tagged: 'is not tagged: screen readers read it badly',
  heavy: 'is larger than 5 MiB: mail servers may refuse it when it is attached',
};

function tell({ contract, effect }: Published, say: (line: string) => void): void {
  const { dry_run: dry, asked, by, supersedes } = effect;
  for (const { field, code } of effect.warnings) say(`${field} ${warnings[code]}`);
  say(
    `${contract.name.en}, version ${contract.version}, ${dry ? 'would be' : 'is'} published${dry ? '' : ` as ${contract.id}`}.`,
  );
  if (supersedes) say(`It ${dry ? 'would replace' : 'replaces'} version ${supersedes.version}.`);
  const who = `${number.format(asked)} ${asked === 1 ? 'member' : 'members'} ${dry ? 'would' : 'will'} be asked to accept it`;
  say(by === null ? `${who}.` : `${who} by ${day.format(new Date(by))}.`);
}
