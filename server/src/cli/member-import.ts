import { type FileHandle, open } from 'node:fs/promises';
import { loginForm } from '../features/accounts/feature.ts';
import { importMember } from '../features/authentication/sign-up/feature.ts';
import { commandActor } from '../kernel/actor.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Context } from '../platform/context.ts';
import { onPlatform, UsageError } from './command-line/command.ts';

/** How many lines are imported at a time. Together they share one wait for the disk. */
const atATime = 32;

/** Each line is imported by itself. */
export const memberImport = onPlatform({
  words: 'member import',
  args: [],
  options: { from: { value: 'FILE', needed: true, about: 'one JSON object a line, in UTF-8' } },
  about: 'takes over members of another platform with their password hashes',
  // Members may be imported before the first start.
  access: 'make',
  async run({ ctx, options, say, progress }) {
    const file = await opened(options.from);
    const lines = new LinesAtWork(ctx);
    let [line, imported, refused] = [0, 0, 0];
    const settle = async (one: Line) => {
      const reason = await one.done;
      if (reason === null) imported++;
      else refused++;
      if (reason !== null) say(`line ${one.number}: ${reason}`);
    };
    try {
      for await (const text of file.readLines({ encoding: 'utf8' })) {
        line++;
        if (text.trim() === '') continue;
        if (lines.full) await settle(lines.shift());
        await lines.begin(line, text.replace(/^\ufeff/, ''));
        progress(`${line} lines read`);
      }
      while (!lines.empty) await settle(lines.shift());
    } catch (error) {
      await lines.end(settle);
      say(`Stopped at line ${line}: ${imported} imported, ${refused} refused until there.`);
      throw error;
    }
    say(`${imported} imported, ${refused} refused.`);
    return refused > 0 ? 1 : 0;
  },
});

interface Line {
  readonly number: number;
  /** What no other running line may claim. Of two lines that claim the same, the first one gets it. */
  readonly claims: readonly string[];
  /** Why the line was refused, or null. */
  readonly done: Promise<string | null>;
}

/** The lines that were begun and not yet reported, in their order. */
class LinesAtWork {
  readonly #ctx: Context;
  readonly #lines: Line[] = [];

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  get full(): boolean {
    return this.#lines.length >= atATime;
  }

  get empty(): boolean {
    return this.#lines.length === 0;
  }

  async begin(number: number, text: string): Promise<void> {
    const claims = claimsOf(text);
    const rivals = this.#lines.filter((line) => line.claims.some((claim) => claims.includes(claim)));
    await Promise.allSettled(rivals.map(({ done }) => done));
    const done = importMember(this.#ctx, commandActor('member import'), text).then(() => null, reasonOf);
    // The failure is read when it is this line's turn.
    done.catch(() => {});
    this.#lines.push({ number, claims, done });
  }

  shift(): Line {
    return this.#lines.shift() as Line;
  }

  /** Waits after a failure for the lines that are still running, and reports those that succeeded. */
  async end(settle: (line: Line) => Promise<void>): Promise<void> {
    for (const line of this.#lines.splice(0)) await settle(line).catch(() => {});
  }
}

/** Address and name in the forms in which they are kept. The use case decides whether they are free. */
function claimsOf(text: string): string[] {
  try {
    const { email, username } = JSON.parse(text) as Record<string, unknown>;
    return [loginForm(String(email)), loginForm(String(username))];
  } catch {
    return [];
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch {
    throw new UsageError(`cannot read ${path}`);
  }
}

/** Why the line was refused, without personal data. Any other error is thrown on. */
function reasonOf(error: unknown): string {
  if (!(error instanceof AppError) || error.status >= 500) throw error;
  const fields = Object.entries(error.details.fields ?? {});
  if (fields.length === 0) return 'not a JSON object in UTF-8, or too long';
  return fields.map(([field, issues]) => `${field}: ${issues[0]?.code}`).join(', ');
}
