import { isTest, occurrences, type Rule, source, within } from './source-file.ts';

const longest = 300;

export const fileLength: Rule = {
  name: `no file is longer than ${longest} lines`,
  check: (files) =>
    files
      .filter((file) => within(file, 'server/src', 'web/src'))
      .map((file) => ({ file, lines: file.text.replace(/\n$/, '').split('\n').length }))
      .filter(({ lines }) => lines > longest)
      .map(({ file, lines }) => ({ path: file.path, line: longest, message: `has ${lines} lines` })),
  bad: [[source('web/src/ui/row.css', 'a\n'.repeat(longest + 1))]],
  good: [source('web/src/ui/row.css', 'a\n'.repeat(longest))],
};

export const touches: Rule = {
  name: 'each ctx.touch says why it may be lost',
  check: (files) =>
    files
      .filter((file) => within(file, 'server/src') && !isTest(file))
      .flatMap((file) => {
        const text = file.text.split('\n');
        const code = file.code.split('\n');
        // A comment's line has text, but nothing once comments are blanked out.
        const isComment = (line: number) => Boolean(text[line]?.trim()) && !code[line]?.trim();
        return occurrences(file, 'bare', /\bctx\.touch\(/g)
          .filter(({ line }) => !isComment(line - 2))
          .map(({ line }) => ({ path: file.path, line, message: 'say in a comment on the line before why' }));
      }),
  bad: [
    [source('server/src/features/sessions/a.ts', 'const a = 1;\nctx.touch(mark);')],
    [source('server/src/features/sessions/a.ts', '// Why\n\nctx.touch(mark);')],
  ],
  good: [source('server/src/features/sessions/a.ts', '/*\n * Only a mark.\n */\nawait ctx.touch(mark);')],
};

/** Folders of development machines. The paths are put together below, so that this file does not hold what it looks for. */
const homes = ['work', 'farm', 'root'];
const machinePath = new RegExp(`(?<![A-Za-z.])/(?:${homes.join('|')})/`, 'g');
const downloadAddress = new RegExp(`"${'resolved'}": "http`, 'g');

export const machineTraces: Rule = {
  name: 'nothing names a machine or a registry',
  check: (files) =>
    files.flatMap((file) => [
      ...occurrences(file, 'text', machinePath).map(({ line }) => ({
        path: file.path,
        line,
        message: 'holds a path of a machine',
      })),
      ...occurrences(file, 'text', downloadAddress).map(({ line }) => ({
        path: file.path,
        line,
        message: 'holds a download address (docs/rules.md#npm-install)',
      })),
    ]),
  bad: [
    ...homes.map((home) => [source('docs/operate/start.md', `Run ${['', home, 'loge'].join('/')} now.`)]),
    [source('package-lock.json', `{ "${'resolved'}": "https://example.com/a.tgz" }`)],
  ],
  good: [source('docs/operate/start.md', 'Paths like ./work/loge and example.com/root are fine.')],
};
