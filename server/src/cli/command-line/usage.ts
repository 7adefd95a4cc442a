import { type Command, type Option, optionsOf, settingsOptions } from './command.ts';

const column = 30;
const width = 110;

const typed = (name: string, { value }: Option): string => `--${name}${value ? ` ${value}` : ''}`;

/** A command as it is typed, with its own arguments and options. */
export const signatureOf = (command: Command): string =>
  [
    command.words,
    ...command.args,
    ...Object.entries(command.options).map(([name, option]) =>
      option.needed ? typed(name, option) : `[${typed(name, option)}]`,
    ),
  ].join(' ');

const rowsOf = (options: Readonly<Record<string, Option>>): string[] =>
  Object.entries(options).flatMap(([name, option]) => row(typed(name, option), option.about));

/** What `loge --help` says. */
export const usageOf = (commands: readonly Command[]): string =>
  [
    'loge <command> [options]',
    '',
    ...commands.flatMap((command) => row(signatureOf(command), command.about)),
    '',
    ...rowsOf(settingsOptions),
    ...row('--help', 'say this, or all of one command: loge <command> --help'),
    ...row('--version', 'say which Loge this is'),
    '',
    "All settings, a database server's among them: docs/config.example.env",
  ].join('\n');

/** What `loge <command> --help` says. */
export const helpOf = (command: Command): string =>
  [`loge ${signatureOf(command)}`, '', ...row('', command.about, 2), '', ...rowsOf(optionsOf(command))]
    .join('\n')
    .trimEnd();

/** Lays out two columns. A left part that is too long has a line of its own. */
function row(left: string, right: string, at = column): string[] {
  const lines = wrapped(right, width - at).map((line) => ' '.repeat(at) + line);
  const begin = `  ${left}`;
  if (left === '') return lines;
  if (begin.length > at - 2) return [begin, ...lines];
  const [first = '', ...rest] = lines;
  return [begin + first.slice(begin.length), ...rest];
}

function wrapped(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Rows of the table in docs/operate/commands.md: how a command is written, and what it is about. */
export const commandRows = (commands: readonly Command[]): string[][] =>
  commands.map((command) => [`\`${signatureOf(command)}\``, command.about]);
