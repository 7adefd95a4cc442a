import { parseAst } from 'rolldown/parseAst';
import { isScript, isTest, type SourceFile, within } from './source-file.ts';

/** A regular expression as written in the product's sources. */
interface Expression {
  readonly pattern: string;
  readonly flags: string;
  /** The files that it stands in. */
  readonly paths: readonly string[];
}

interface Node {
  readonly type?: string;
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly callee?: { readonly name?: string };
  readonly arguments?: readonly Node[];
}

/**
 * Every regular expression that the product runs, each once. Tests and tools are left out, because they
 * read no text from outside.
 */
export function expressionsIn(files: readonly SourceFile[]): Expression[] {
  const found = new Map<string, { pattern: string; flags: string; paths: string[] }>();
  for (const file of files.filter(isProduct))
    visit(syntaxOf(file), ({ regex }) => {
      if (!regex) return;
      const name = `/${regex.pattern}/${regex.flags}`;
      const known = found.get(name) ?? { ...regex, paths: [] };
      known.paths.push(file.path);
      found.set(name, known);
    });
  return [...found.values()];
}

/** Files that build an expression at run time, which nobody can judge beforehand. */
export const assembledIn = (files: readonly SourceFile[]): string[] =>
  files.filter(isProduct).flatMap((file) => {
    const found: string[] = [];
    visit(syntaxOf(file), ({ type, callee, arguments: given }) => {
      const made = (type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp';
      if (made && given?.[0]?.type !== 'Literal') found.push(file.path);
    });
    return found;
  });

const isProduct = (file: SourceFile): boolean =>
  isScript(file) && !isTest(file) && within(file, 'protocol/src', 'server/src', 'web/src');

const syntaxOf = ({ path, text }: SourceFile): unknown =>
  parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' });

function visit(node: unknown, see: (node: Node) => void): void {
  if (Array.isArray(node)) for (const each of node) visit(each, see);
  else if (node !== null && typeof node === 'object') {
    see(node);
    for (const each of Object.values(node)) visit(each, see);
  }
}
