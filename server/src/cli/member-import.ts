import { type FileHandle, open } from 'node:fs/promises';
import { importMember } from '../features/authentication/sign-up/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { AppError } from '../kernel/app-error.ts';
import { type Command, UsageError } from './command.ts';

/** Takes over members of another platform from a file, each line by itself. */
export const memberImport: Command = async ({ ctx, options, say, progress }) => {
  if (!options.from) throw new UsageError('member import --from FILE');
  const file = await opened(options.from);
  let [line, imported, refused] = [0, 0, 0];
  try {
    for await (const text of file.readLines({ encoding: 'utf8' })) {
      line++;
      if (text.trim() === '') continue;
      const reason = await importMember(ctx, commandActor('member import'), text.replace(/^\ufeff/, '')).then(
        () => null,
        reasonOf,
      );
      if (reason === null) imported++;
      else refused++;
      if (reason !== null) say(`line ${line}: ${reason}`);
      progress(`${line} lines read`);
    }
  } catch (error) {
    say(`Stopped at line ${line}: ${imported} imported, ${refused} refused until there.`);
    throw error;
  }
  say(`${imported} imported, ${refused} refused.`);
  return refused > 0 ? 1 : 0;
};

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch {
    throw new UsageError(`cannot read ${path}`);
  }
}

/** Why the line was refused, without what it says of somebody; anything else is thrown on. */
function reasonOf(error: unknown): string {
  if (!(error instanceof AppError) || error.status >= 500) throw error;
  const fields = Object.entries(error.details.fields ?? {});
  if (fields.length === 0) return 'not a JSON object in UTF-8, or too long';
  return fields.map(([field, issues]) => `${field}: ${issues[0]?.code}`).join(', ');
}
