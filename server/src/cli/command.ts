import type { Context } from '../platform/context.ts';

/** Options of operator commands, as typed. */
export interface CommandOptions {
  readonly reason: string | undefined;
  readonly owner?: string | undefined;
  readonly url?: string | undefined;
  readonly hds?: boolean | undefined;
  readonly scopes?: string | undefined;
  readonly audiences?: string | undefined;
  readonly days?: string | undefined;
  readonly overlap?: string | undefined;
  readonly config?: string | undefined;
  readonly from?: string | undefined;
  readonly expect?: string | undefined;
}

/** What an operator command is given. */
export interface CommandSetting {
  readonly ctx: Context;
  /** Words after the command's name, without options. */
  readonly args: readonly string[];
  readonly options: CommandOptions;
  /** A line for the operator, on standard output. */
  say(line: string): void;
  /** Shows how far something is, when it takes more than a second. */
  progress(line: string): void;
}

/** Wrong words on the command line; the message says what is needed. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Returns the process's exit code. */
export type Command = (setting: CommandSetting) => Promise<number>;
