import { posix } from 'node:path';
import { isScript, occurrences, type SourceFile } from './source-file.ts';

/** One import, export-from or lazy import. */
export interface Import {
  readonly from: SourceFile;
  readonly line: number;
  /** The specifier as written: `../x.ts`, `@loge/protocol`, `node:fs`. */
  readonly specifier: string;
  /** The file in the repository that a relative import names; null for packages. */
  readonly target: string | null;
}

const statement = /(?:\bfrom|^\s*import|\bimport\s*\()\s*(['"])(?<specifier>[^'"\n]+)\1/gm;

export function importsOf(file: SourceFile): Import[] {
  if (!isScript(file)) return [];
  return occurrences(file, 'code', statement).map(({ line, match }) => {
    const specifier = match.groups?.specifier ?? '';
    const relative = specifier.startsWith('.');
    // In `./page.css?inline` the file's name ends at the question mark.
    const target = relative ? posix.join(posix.dirname(file.path), specifier.split('?')[0] ?? '') : null;
    return { from: file, line, specifier, target };
  });
}
