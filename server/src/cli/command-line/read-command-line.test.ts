import { describe, expect, it } from 'vitest';
import { commands } from '../commands.ts';
import { type Command, optionsOf, UsageError } from './command.ts';
import { readCommandLine } from './read-command-line.ts';
import { helpOf, usageOf } from './usage.ts';

const read = (...typed: string[]) => readCommandLine(commands, typed);

function complaintOf(...typed: string[]): string {
  try {
    read(...typed);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return '';
}

/** The command, as it is typed with all that it needs. */
const complete = (command: Command): string[] => [
  ...command.words.split(' '),
  ...command.args.filter((name) => !name.startsWith('[')).map(() => 'word'),
  ...Object.entries(command.options).flatMap(([name, { needed }]) => (needed ? [`--${name}`, 'text'] : [])),
];

describe.each(commands.map((command) => [command.words, command] as const))('loge %s', (words, command) => {
  it('is understood with what it needs', () => {
    expect(read(...complete(command))).toMatchObject({ asks: 'command', command: { words } });
  });

  it('refuses a word or an option too many, in one line that says what there is', () => {
    const full = [
      ...complete(command),
      ...command.args.filter((name) => name.startsWith('[')).map(() => 'word'),
    ];
    const word = complaintOf(...full, 'more', 'words');
    expect(word).toContain(`${words} takes`);
    expect(word).toContain('"more words"');
    const option = complaintOf(...complete(command), '--nonsense');
    expect(option).toMatch(`${words} has no option --nonsense; it has --`);
    for (const name of Object.keys(optionsOf(command))) expect(option).toContain(`--${name}`);
    for (const line of [word, option]) expect(line).not.toContain('\n');
  });

  it('refuses the options of other commands', () => {
    const own = optionsOf(command);
    for (const other of commands)
      for (const [name, { value }] of Object.entries(other.options))
        if (!(name in own))
          expect(complaintOf(...complete(command), value ? `--${name}=x` : `--${name}`)).toContain(
            `no option --${name};`,
          );
  });

  it('says what it lacks, before anything is done', () => {
    const needs = [
      ...command.args.filter((name) => !name.startsWith('[')),
      ...Object.entries(command.options).flatMap(([name, { needed }]) => (needed ? [`--${name}`] : [])),
    ];
    const said = complaintOf(...words.split(' '));
    for (const need of needs) expect(said).toContain(need);
    expect(said === '').toBe(needs.length === 0);
  });

  it('is in the usage, and has a help of its own', () => {
    expect(usageOf(commands)).toMatch(new RegExp(`^  ${words}(?= |$)`, 'm'));
    expect(read(...words.split(' '), '--help')).toEqual({ asks: 'help', about: [command] });
    for (const name of Object.keys(optionsOf(command))) expect(helpOf(command)).toContain(`--${name}`);
  });
});

describe('the command line', () => {
  it('names the commands that there are, near ones where the first word is known', () => {
    expect(complaintOf('sreve')).toMatch(/^there is no command "sreve"; there are: serve, worker, migrate, /);
    expect(complaintOf('service', 'revok')).toBe(
      'there is no command "service revok"; there are: service create, service list, service renew, service revoke',
    );
    expect(complaintOf('service')).toMatch(/^there is no command "service"; there are: service create, /);
    expect(read('service', '--help')).toMatchObject({ asks: 'help', about: { length: 4 } });
  });

  it('takes options in any place, and the last of two', () => {
    expect(read('--data', 'there', 'doctor')).toMatchObject({ command: { words: 'doctor' } });
    expect(read('serve', '--data', 'one', '--demo', '--data=two')).toMatchObject({
      given: { args: [], options: { data: 'two', demo: true, port: undefined } },
    });
    expect(read('restore', '--from', 'x')).toMatchObject({ given: { options: { replace: false } } });
  });

  it('takes no option for the text of another, and no text for one that takes none', () => {
    expect(complaintOf('restore', '--from', '--replace')).toBe('--from needs a value: --from FOLDER');
    expect(complaintOf('restore', '--from')).toBe('--from needs a value: --from FOLDER');
    expect(complaintOf('serve', '--demo=yes')).toBe('--demo takes nothing, and not "yes"');
    expect(read('backup', '--to=-odd')).toMatchObject({ given: { options: { to: '-odd' } } });
    expect(complaintOf('backup', '--to=')).toContain('backup needs --to FOLDER');
  });

  it('tells help and version from a command', () => {
    expect(read('--help')).toEqual({ asks: 'help', about: commands });
    expect(read('-v')).toEqual({ asks: 'version' });
    expect(read()).toEqual({ asks: 'nothing' });
    expect(complaintOf('serve', '--version')).toContain('serve has no option --version');
  });

  it('knows each option by one form, whichever command it is given to', () => {
    const forms = new Map<string, boolean>();
    for (const [name, { value }] of commands.flatMap((command) => Object.entries(optionsOf(command)))) {
      expect([name, forms.get(name) ?? Boolean(value)]).toEqual([name, Boolean(value)]);
      forms.set(name, Boolean(value));
    }
  });
});
