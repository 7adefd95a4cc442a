import { posix } from 'node:path';
import {
  isTest,
  occurrences,
  type Rule,
  type SourceFile,
  source,
  type Violation,
  within,
} from './source-file.ts';

/** The functions that load a piece of the site. Each limits its tries and has words for its failure. */
const bringers = /\b(?:definePage|definePart|lazyPart|lazyDialog|sitePiece|defineTexts)(?:<[^()]*>)?\(/g;
const dynamic = /\bimport\s*\(\s*'(?<specifier>[^']+)'\s*\)/g;
const fixed = /^(?:import|export)\s(?!type\b)[^;]*?\bfrom\s*'(?<specifier>\.[^']+)'/gm;
const saying = /\buseTexts\(\s*(?<texts>\w+)\s*\)/g;

const pages = (file: SourceFile): boolean => within(file, 'web/src') && !isTest(file);

interface Call {
  readonly line: number;
  readonly text: string;
}

/** Each call of `names` in a file, from the name to the closing bracket. */
function callsOf(file: SourceFile, names: RegExp): Call[] {
  return occurrences(file, 'code', names).flatMap(({ line, match }) => {
    const open = file.code.indexOf('(', match.index);
    if (open === -1) return [];
    let depth = 0;
    let end = open;
    do {
      // In `bare`, brackets inside strings are blanked out.
      if (file.bare[end] === '(') depth++;
      if (file.bare[end] === ')') depth--;
      end++;
    } while (depth > 0 && end < file.code.length);
    return [{ line, text: file.code.slice(match.index, end) }];
  });
}

export const boundedPieces: Rule = {
  name: 'what is loaded when it is wanted has bounded tries and words for its failure',
  check: (files) =>
    files.filter(pages).flatMap((file) => {
      const brought = callsOf(file, bringers).map(({ text }) => text);
      return occurrences(file, 'code', dynamic)
        .filter(({ match }) => !brought.some((text) => text.includes(match[0])))
        .map(({ line }) => ({
          path: file.path,
          line,
          message: 'load it by definePage, definePart, lazyPart, lazyDialog, sitePiece or defineTexts',
        }));
    }),
  bad: [
    [source('web/src/shell/key.ts', "const draw = async () => (await import('qrcode')).draw;")],
    [source('web/src/shell/frame.tsx', "const Menu = lazy(() => import('./menu.tsx'));")],
  ],
  good: [
    source(
      'web/src/shell/frame.tsx',
      "const Menu = lazyPart(async () => (await import('./menu.tsx')).Menu);",
    ),
    source('tools/check.ts', "await import('./step.ts');"),
  ],
};

/** Finds the files that a file loads at once, and the words that those files use. */
function reader(files: readonly SourceFile[]) {
  const here = new Map(files.map((file) => [file.path, file]));
  const resolve = (from: string, specifier: string) => posix.join(posix.dirname(from), specifier);
  const closure = (path: string, seen = new Set<string>()): Set<string> => {
    const file = here.get(path);
    if (!file || seen.has(path)) return seen;
    seen.add(path);
    for (const { match } of occurrences(file, 'code', fixed))
      closure(resolve(path, match.groups?.specifier ?? ''), seen);
    return seen;
  };
  const saidFrom = (path: string): Set<string> =>
    new Set(
      [...closure(path)].flatMap((found) =>
        occurrences(here.get(found) as SourceFile, 'code', saying).map(
          ({ match }) => match.groups?.texts ?? '',
        ),
      ),
    );
  return { saidFrom, resolve };
}

const frame = 'web/src/shell/lazy-page.tsx';

/** The words that `lazy-page.tsx` lists as the frame's own. */
function frameWords(files: readonly SourceFile[]): string[] {
  const code = files.find(({ path }) => path === frame)?.code ?? '';
  return /frameWords[^=]*=\s*\[(?<list>[^\]]*)\]/.exec(code)?.groups?.list?.match(/\w+/g) ?? [];
}

export const wordsComeAlong: Rule = {
  name: 'a page and its parts bring their words along, those of failures too',
  check: (all) => {
    const files = all.filter(pages);
    const { saidFrom, resolve } = reader(files);
    const always = frameWords(files);
    const missing = (path: string, line: number, said: Set<string>, known: Iterable<string>): Violation[] => {
      const there = new Set([...always, ...known]);
      return [...said]
        .filter((texts) => !there.has(texts))
        .map((texts) => ({
          path,
          line,
          message: `does not bring ${texts}, which would be fetched while drawing`,
        }));
    };
    return files.flatMap((file) => {
      const around = saidFrom(file.path);
      const parts = callsOf(file, /\b(?:definePage|definePart|lazyPart|lazyDialog)\(/g).flatMap(
        ({ line, text }) => {
          const listed = text.match(/\b\w+Texts\b/g) ?? [];
          const said = [...text.matchAll(dynamic)].flatMap(({ groups }) => [
            ...saidFrom(resolve(file.path, groups?.specifier ?? '')),
          ]);
          // What stands around a part is on the page by then, with its words.
          return missing(file.path, line, new Set(said), [...listed, ...around]);
        },
      );
      return file.path === 'web/src/main.tsx' ? [...parts, ...missing(file.path, 1, around, [])] : parts;
    });
  },
  bad: [
    [
      source(frame, 'export const frameWords = [shellTexts];'),
      source(
        'web/src/pages.ts',
        "export const pages = [definePage({ load: () => import('./page.tsx'), texts: [pageTexts] })];",
      ),
      source('web/src/page.tsx', "import { Banner } from './banner.tsx';\nuseTexts(pageTexts);"),
      source('web/src/banner.tsx', 'useTexts(errorTexts);'),
    ],
    [
      source('web/src/page.tsx', "const Form = lazyPart(async () => (await import('./form.tsx')).Form);"),
      source('web/src/form.tsx', 'useTexts(formTexts);'),
    ],
    [
      source('web/src/main.tsx', "import './frame.tsx';\nimport { F } from './frame.tsx';"),
      source('web/src/frame.tsx', 'useTexts(x);'),
    ],
  ],
  good: [
    source(frame, 'export const frameWords: readonly Texts[] = [shellTexts, errorTexts];'),
    source('web/src/main.tsx', "import { Frame } from './frame.tsx';"),
    source('web/src/frame.tsx', 'useTexts(shellTexts);'),
    source(
      'web/src/page.tsx',
      "const Form = lazyPart(async () => (await import('./form.tsx')).Form, { words: [formTexts] });\nuseTexts(pageTexts);",
    ),
    source('web/src/form.tsx', 'useTexts(formTexts);\nuseTexts(pageTexts);\nuseTexts(errorTexts);'),
  ],
};
