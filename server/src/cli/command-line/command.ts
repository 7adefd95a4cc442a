import type { Config } from '../../platform/config/config.ts';
import type { Context } from '../../platform/context.ts';
import type { Access } from '../../platform/storage/open.ts';

/** An option that takes a text, or a flag. */
export interface Option {
  /** What the option takes, as usage shows it. A flag takes nothing and leaves this out. */
  readonly value?: string;
  /** The command requires the option. */
  readonly needed?: true;
  readonly about: string;
}

type Options = Readonly<Record<string, Option>>;
/** Words after the command's own, as usage shows them: `<login>`, or `[username]` when it may be left out. */
type Args = readonly string[];

type ArgsOf<A extends Args> = {
  readonly [K in keyof A]: A[K] extends `[${string}` ? string | undefined : string;
};
type TextOf<O extends Option> = O extends { readonly needed: true } ? string : string | undefined;
type OptionsOf<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { readonly value: string } ? TextOf<O[K]> : boolean;
};

/** What is said of a command: usage, the table in docs/operate/commands.md and what is refused follow from it. */
interface Declared<A extends Args, O extends Options> {
  readonly words: string;
  readonly args: A;
  readonly options: O;
  readonly about: string;
}

/** What a command is given: its words and options are complete, and there are no others. */
interface Given<A extends Args, O extends Options> {
  readonly args: ArgsOf<A>;
  readonly options: OptionsOf<O>;
  /** A line for the operator, on standard output. */
  say(line: string): void;
  /** Shows how far something is, when it takes more than a second. */
  progress(line: string): void;
}

type Needs<Kind extends string, A extends Args, O extends Options, More> = Declared<A, O> & {
  readonly needs: Kind;
  /** Returns the process's exit code. */
  run(given: Given<A, O> & More): Promise<number>;
};

type OnPlatform<A extends Args, O extends Options> = Needs<'platform', A, O, { readonly ctx: Context }> & {
  /** What the command may do to the database. */
  readonly access: Access;
};
type OnSettings<A extends Args, O extends Options> = Needs<'settings', A, O, { readonly config: Config }>;
type OnNothing<A extends Args, O extends Options> = Needs<'nothing', A, O, object>;

/** Any command. Its words and options are read before it runs (`read-command-line.ts`). */
export type Command = Declared<Args, Options> & { run(given: never): Promise<number> } & (
    | { readonly needs: 'platform'; readonly access: Access }
    | { readonly needs: 'settings' }
    | { readonly needs: 'nothing' }
  );

/** A command on an open platform. */
export const onPlatform = <const A extends Args, const O extends Options>(
  command: Omit<OnPlatform<A, O>, 'needs'>,
): OnPlatform<A, O> => ({ ...command, needs: 'platform' });

/** A command that reads the settings, and opens what it wants itself. */
export const onSettings = <const A extends Args, const O extends Options>(
  command: Omit<OnSettings<A, O>, 'needs'>,
): OnSettings<A, O> => ({ ...command, needs: 'settings' });

/** A command that knows no settings of the server. */
export const onNothing = <const A extends Args, const O extends Options>(
  command: Omit<OnNothing<A, O>, 'needs'>,
): OnNothing<A, O> => ({ ...command, needs: 'nothing' });

/** Options of every command that reads the settings. They override the environment. */
export const settingsOptions = {
  data: { value: 'FOLDER', about: 'where the database file and the outbox are (or LOGE_DATA)' },
  port: { value: 'N', about: 'port to listen on (or LOGE_PORT)' },
  'public-url': { value: 'URL', about: 'where people reach Loge (or LOGE_PUBLIC_URL)' },
} as const satisfies Options;

/** All options that a command takes. */
export const optionsOf = (command: Command): Options =>
  command.needs === 'nothing' ? command.options : { ...command.options, ...settingsOptions };

/** Wrong words on the command line; the message says what is needed. */
export class UsageError extends Error {
  override name = 'UsageError';
}
