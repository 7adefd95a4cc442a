import { parseArgs } from 'node:util';
import { type Command, type Option, optionsOf, UsageError } from './command.ts';
import { signatureOf } from './usage.ts';

/** What somebody typed after `loge`. */
export type CommandLine =
  | { readonly asks: 'version' | 'nothing' }
  | { readonly asks: 'help'; readonly about: readonly Command[] }
  | { readonly asks: 'command'; readonly command: Command; readonly given: TypedIn };

interface TypedIn {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

/** Options that need no command. */
const asking = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const;

/** Throws `UsageError` for whatever is not understood, before anything is done. */
export function readCommandLine(commands: readonly Command[], typed: readonly string[]): CommandLine {
  const tokens = tokensOf(commands, typed);
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const options = tokens.filter((token) => token.kind === 'option');
  const help = options.some(({ name }) => name === 'help');
  const command = commands
    .filter((one) => begins(words, one.words.split(' ')))
    .sort((one, other) => other.words.length - one.words.length)[0];
  if (command && help) return { asks: 'help', about: [command] };
  if (command) return { asks: 'command', command, given: fitting(command, words, options) };
  const near = commands.filter((one) => begins(one.words.split(' '), words.slice(0, 1)));
  if (help && words.length === 0) return { asks: 'help', about: commands };
  if (help && words.length === 1 && near.length > 0) return { asks: 'help', about: near };
  if (words.length > 0) throw unknownCommand(words, near.length > 0 ? near : commands);
  return { asks: options.length === 1 && options[0]?.name === 'version' ? 'version' : 'nothing' };
}

/** Which options take a text must be known before the command is, as in `loge --data FOLDER doctor`. */
function tokensOf(commands: readonly Command[], typed: readonly string[]): readonly Token[] {
  const known = commands.flatMap((command) => Object.entries(optionsOf(command)));
  const texts = known.filter(([, { value }]) => value).map(([name]) => [name, { type: 'string' }] as const);
  return parseArgs({
    args: [...typed],
    options: { ...Object.fromEntries(texts), ...asking },
    allowPositionals: true,
    strict: false,
    tokens: true,
  }).tokens;
}

const begins = (words: readonly string[], start: readonly string[]): boolean =>
  start.every((word, index) => words[index] === word);

function fitting(command: Command, words: readonly string[], tokens: readonly OptionToken[]): TypedIn {
  const known = optionsOf(command);
  const options: Record<string, string | boolean | undefined> = {};
  for (const [name, { value }] of Object.entries(known)) options[name] = value ? undefined : false;
  for (const token of tokens) options[token.name] = textOf(command, known, token);
  const args = words.slice(command.words.split(' ').length);
  const more = args.slice(command.args.length);
  if (more.length > 0) {
    const takes = command.args.length > 0 ? `takes ${command.args.join(' ')}` : 'takes options only';
    throw new UsageError(`${command.words} ${takes}, and not "${more.join(' ')}": ${example(command)}`);
  }
  const missing = [
    ...command.args.filter((name, index) => !name.startsWith('[') && !args[index]),
    ...Object.entries(known)
      .filter(([name, { needed }]) => needed && !options[name])
      .map(([name, { value }]) => `--${name} ${value}`),
  ];
  if (missing.length > 0)
    throw new UsageError(`${command.words} needs ${missing.join(' and ')}: ${example(command)}`);
  return { args, options };
}

function textOf(
  command: Command,
  known: Readonly<Record<string, Option>>,
  { name, rawName, value, inlineValue }: OptionToken,
): string | true {
  const option = known[name];
  if (!option)
    throw new UsageError(`${command.words} has no option ${rawName}; ${hasOptions(Object.keys(known))}`);
  if (!option.value) {
    if (value !== undefined) throw new UsageError(`${rawName} takes nothing, and not "${value}"`);
    return true;
  }
  // A word that begins with a dash is the next option, not the text of this one.
  if (value === undefined || (!inlineValue && /^-./.test(value)))
    throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value}`);
  return value;
}

const hasOptions = (names: readonly string[]): string =>
  `it has ${[...names, 'help'].map((name) => `--${name}`).join(', ')}`;

const example = (command: Command): string => `loge ${signatureOf(command)}`;

const unknownCommand = (words: readonly string[], near: readonly Command[]): UsageError =>
  new UsageError(
    `there is no command "${words.join(' ')}"; there are: ${near.map((command) => command.words).join(', ')}`,
  );
