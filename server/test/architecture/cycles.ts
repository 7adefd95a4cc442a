import { type Import, importsOf } from './imports.ts';
import { type Rule, type SourceFile, source, type Violation, within } from './source-file.ts';

const trees = ['protocol', 'server', 'web', 'e2e', 'bench', 'tools'];

/** Follows imports from each file and reports every import that leads back to a file on the present path. */
function cycles(files: readonly SourceFile[]): Violation[] {
  const here = new Set(files.map(({ path }) => path));
  const imports = new Map(
    files.map((file) => [
      file.path,
      importsOf(file).filter(({ target }) => target !== null && here.has(target)),
    ]),
  );
  const found: Violation[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    if (done.has(path)) return;
    for (const { line, target } of imports.get(path) as readonly Import[]) {
      const start = [...trail, path].indexOf(target as string);
      if (start === -1) walk(target as string, [...trail, path]);
      else found.push({ path, line, message: [...trail.slice(start), path, target].join(' → ') });
    }
    done.add(path);
  };
  for (const file of files) walk(file.path, []);
  return found;
}

export const importCycles: Rule = {
  name: 'no file imports itself by way of others',
  check: (files) => cycles(files.filter((file) => within(file, ...trees))),
  bad: [
    [
      source('server/src/a.ts', "import { b } from './b.ts';"),
      source('server/src/b.ts', "\nimport type { c } from './c/c.ts';"),
      source('server/src/c/c.ts', "export * from '../a.ts';"),
    ],
    [source('web/src/a.ts', "import { a } from './a.ts';")],
  ],
  good: [
    source('server/src/a.ts', "import { b } from './b.ts';\nimport { c } from './c.ts';"),
    source('server/src/b.ts', "import { c } from './c.ts';"),
    source('server/src/c.ts', "import { readFile } from 'node:fs';"),
  ],
};
