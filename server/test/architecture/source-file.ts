import { lex } from './lex.ts';

/** A file of the repository, as the rules see it. */
export interface SourceFile {
  /** The path from the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text with comments blanked out. Every line keeps its place, in `bare` too. */
  readonly code: string;
  /** The text with comments and the insides of strings blanked out. */
  readonly bare: string;
}

export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** A rule for the whole tree, with examples that show that it can fail. */
export interface Rule {
  readonly name: string;
  readonly check: (files: readonly SourceFile[]) => Violation[];
  /** Trees that break the rule, each in one way. */
  readonly bad: readonly (readonly SourceFile[])[];
  /** A similar tree that keeps the rule. */
  readonly good: readonly SourceFile[];
}

const scripts = /\.(ts|tsx|mjs|cjs)$/;

export const source = (path: string, text: string): SourceFile => ({
  path,
  text,
  ...(scripts.test(path) ? lex(text) : { code: text, bare: text }),
});

export const isScript = ({ path }: SourceFile): boolean => scripts.test(path);
export const isTest = ({ path }: SourceFile): boolean =>
  /\.test\.tsx?$/.test(path) || path.startsWith('server/test/');

export const within = (file: SourceFile, ...folders: readonly string[]): boolean =>
  folders.some((folder) => file.path.startsWith(`${folder}/`));

/** Every place where `pattern` (global) stands in a version of the file's text. */
export function occurrences(
  file: SourceFile,
  version: 'text' | 'code' | 'bare',
  pattern: RegExp,
): { readonly line: number; readonly match: RegExpExecArray }[] {
  return [...file[version].matchAll(pattern)].map((match) => ({
    line: lineAt(file[version], match.index),
    match,
  }));
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
