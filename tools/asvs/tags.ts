/** A comment right above a test that names the requirements that the test covers: `// ASVS 6.5.1, 6.5.4`. */
export interface Tag {
  readonly ids: readonly string[];
  readonly path: string;
  readonly line: number;
  /** The title of the test; null when there is no test below the comment. */
  readonly title: string | null;
}

const tagLine = /^ *\/\/ ASVS ([\d., ]+)$/;
const direct = /^ *(?:it|test|describe|onEachDatabase)\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/;
const opening = /^ *(?:it|test|describe)\.each\(/;
/** The call with the title, after the closing bracket of a table. */
const afterTable = /\)\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/;

/** Finds all tags of a file. */
export function tagsIn(path: string, text: string): Tag[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const ids = tagLine.exec(line)?.[1]?.split(/[ ,]+/);
    return ids ? [{ ids, path, line: at + 1, title: titleOf(lines.slice(at + 1, at + 80).join('\n')) }] : [];
  });
}

function titleOf(code: string): string | null {
  const found = direct.exec(code) ?? (opening.test(code) ? afterTable.exec(code) : null);
  // The title as people read it: without the escapes of the source, and without values that are only known at run time.
  return found?.[2]?.replace(/\\(.)/g, '$1').replace(/\$\{[^}]*\}/g, '…') ?? null;
}
