/** A test that says which requirements it holds, in a comment right above it: `// ASVS 6.5.1, 6.5.4`. */
export interface Tag {
  readonly ids: readonly string[];
  readonly path: string;
  readonly line: number;
  /** Of the test; null when what stands below the comment is none. */
  readonly title: string | null;
}

const tagLine = /^ *\/\/ ASVS ([\d., ]+)$/;
const direct = /^ *(?:it|test|describe|onEachDatabase)\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/;
const opening = /^ *(?:it|test|describe)\.each\(/;
/** The call that a table's closing bracket makes. */
const afterTable = /\)\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/;

/** Every tag of a file. */
export function tagsIn(path: string, text: string): Tag[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const ids = tagLine.exec(line)?.[1]?.split(/[ ,]+/);
    return ids ? [{ ids, path, line: at + 1, title: titleOf(lines.slice(at + 1, at + 80).join('\n')) }] : [];
  });
}

function titleOf(code: string): string | null {
  const found = direct.exec(code) ?? (opening.test(code) ? afterTable.exec(code) : null);
  // As it is read: not as it is escaped in the source, and without what is only known when it runs.
  return found?.[2]?.replace(/\\(.)/g, '$1').replace(/\$\{[^}]*\}/g, '…') ?? null;
}
