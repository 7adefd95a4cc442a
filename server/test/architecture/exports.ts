import { posix } from 'node:path';
import { isScript, occurrences, type Rule, type SourceFile, source } from './source-file.ts';

/** Exports that no file names, each with the reason. */
const exempt: readonly { readonly names: RegExp; readonly files: RegExp; readonly why: string }[] = [
  { names: /^up$/, files: /^server\/src\/db\/migrations\//, why: 'Kysely runs what has this name' },
  {
    names: /^examples$/,
    files: /^server\/test\/requests\//,
    why: 'requests.ts takes every file of the folder',
  },
  { names: /^(jsxs?|jsxDEV|Fragment)$/, files: /^web\/src\/ui\/jsx-/, why: 'compiled JSX calls them' },
];

const declared =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (?<name>\w+)(?<route> = route\()?/gm;
const listed = /^export (?:type )?\{(?<names>[^}]*)\}/gm;
const imported =
  /^(?:import|export) (?:type )?(?:\w+, )?(?:\{(?<names>[^}]*)\}|\*(?: as (?<space>\w+))?) from '(?<specifier>[^']+)'/gm;
const lazy = /\bimport\(\s*'(?<specifier>[^']+)'/g;
const gathered = /\bimport\.meta\.glob<[^(]*>\('\.\/\*\*\/(?<file>[^']+)'/g;

/** The names in `a, type b as c`: those before each `as`, or those after it. */
const namesIn = (names = '', side: 'before' | 'after'): string[] =>
  names
    .split(',')
    .map((name) => name.trim().replace(/^type /, ''))
    .filter((name) => name !== '')
    .map((name) => name.split(' as ').at(side === 'before' ? 0 : -1) ?? '');

/** Names that a file exports. The protocol serves each route that one of its modules exports, so those are all used. */
const exportsOf = (file: SourceFile): { readonly name: string; readonly line: number }[] => [
  ...occurrences(file, 'bare', declared)
    .filter(({ match: { groups } }) => groups?.route === undefined)
    .map(({ line, match: { groups } }) => ({ line, name: groups?.name ?? '' })),
  ...occurrences(file, 'bare', listed).flatMap(({ line, match: { groups } }) =>
    namesIn(groups?.names, 'after').map((name) => ({ line, name })),
  ),
];

const targetOf = (from: SourceFile, specifier = ''): string =>
  specifier === '@loge/protocol'
    ? 'protocol/src/index.ts'
    : posix.join(posix.dirname(from.path), specifier.split('?')[0] ?? '');

/** Whether another file uses a file's export. */
function reader(files: readonly SourceFile[]) {
  const named = new Map<string, Set<string>>();
  /** Files that may use any export of a file, because they take it as a whole. */
  const whole = new Map<string, Set<SourceFile>>();
  /** What `export *` passes on, and under which name. */
  const passed = new Map<string, { target: string; space: string | undefined }[]>();
  const add = <T>(map: Map<string, Set<T>>, path: string, one: T) =>
    map.set(path, (map.get(path) ?? new Set()).add(one));

  const use = (path: string, name: string, by: SourceFile): void => {
    add(named, path, name);
    for (const { target, space } of passed.get(path) ?? []) {
      if (space === undefined) use(target, name, by);
      else if (space === name) useWhole(target, by);
    }
  };
  const useWhole = (path: string, by: SourceFile): void => {
    add(whole, path, by);
    for (const { target } of passed.get(path) ?? []) useWhole(target, by);
  };

  const found = files.map((file) => ({ file, imports: occurrences(file, 'code', imported) }));
  for (const { file, imports } of found)
    for (const { match } of imports)
      if (match[0].startsWith('export *'))
        passed.set(file.path, [
          ...(passed.get(file.path) ?? []),
          { target: targetOf(file, match.groups?.specifier), space: match.groups?.space },
        ]);
  for (const { file, imports } of found) {
    for (const { match } of imports) {
      const target = targetOf(file, match.groups?.specifier);
      for (const name of namesIn(match.groups?.names, 'before')) use(target, name, file);
      if (match[0].startsWith('import') && match.groups?.space !== undefined) useWhole(target, file);
    }
    for (const { match } of occurrences(file, 'code', lazy))
      useWhole(targetOf(file, match.groups?.specifier), file);
    for (const { match } of occurrences(file, 'code', gathered))
      for (const { path } of files)
        if (posix.basename(path) === match.groups?.file && path.startsWith(posix.dirname(file.path)))
          useWhole(path, file);
  }

  const words = new Map<SourceFile, Set<string>>();
  const says = (file: SourceFile, name: string): boolean => {
    const known = words.get(file) ?? new Set(file.code.match(/\w+/g));
    words.set(file, known);
    return known.has(name);
  };
  return (path: string, name: string): boolean =>
    named.get(path)?.has(name) === true || [...(whole.get(path) ?? [])].some((by) => says(by, name));
}

export const usedExports: Rule = {
  name: 'what a file exports another file uses',
  check: (all) => {
    const files = all.filter(isScript);
    const isUsed = reader(files);
    return files.flatMap((file) =>
      exportsOf(file)
        .filter(({ name }) => !isUsed(file.path, name))
        .filter(({ name }) => !exempt.some((one) => one.files.test(file.path) && one.names.test(name)))
        .map(({ name, line }) => ({
          path: file.path,
          line,
          message: `exports ${name}, which no other file uses`,
        })),
    );
  },
  bad: [
    [
      source('web/src/a.ts', 'export const a = 1;\nexport const b = a;'),
      source('web/src/b.ts', "import { b } from './a.ts';"),
    ],
    [source('server/src/a.ts', 'export interface A {}\n')],
    [
      source('server/src/a.ts', 'const a = 1;\nexport { a as b };'),
      source('server/src/b.ts', 'const b = 1;'),
    ],
    [
      source('protocol/src/index.ts', "export * from './keys.ts';"),
      source('protocol/src/keys.ts', 'export const key = 1;\nexport const name = 2;'),
      source('web/src/a.ts', "import { key } from '@loge/protocol';"),
    ],
    [
      source('web/src/a.ts', "const Form = lazyPart(async () => (await import('./form.tsx')).Form);"),
      source('web/src/form.tsx', 'export function Form() {}\nexport function Field() {}'),
    ],
  ],
  good: [
    source('protocol/src/index.ts', "export * from './features.ts';\nexport * from './text.ts';"),
    source('protocol/src/features.ts', "export * as keys from './keys.ts';"),
    source('protocol/src/keys.ts', 'export const list = route({\n});\nexport const key = 1;'),
    source('protocol/src/text.ts', 'export const line = 1;\nexport type Line = string;'),
    source('web/src/a.test.ts', "import { keys, type Line } from '@loge/protocol';\nkeys.key;"),
    source('web/src/b.ts', "import {\n  line as text,\n  keys,\n} from '@loge/protocol';"),
    source('web/src/pages.ts', "export const pages = [import('./page.tsx'), { component: 'Page' }];"),
    source('web/src/page.tsx', 'export async function Page() {}'),
    source('web/src/routes.tsx', "import.meta.glob<Page[]>('./**/pages.ts', { import: 'pages' });"),
    source('server/src/db/migrations/001-a.ts', 'export async function up() {}'),
  ],
};
