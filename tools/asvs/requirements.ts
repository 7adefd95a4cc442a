/** One requirement of OWASP ASVS 5.0.0, in our own words. */
export interface Requirement {
  readonly id: string;
  readonly level: string;
  readonly about: string;
  /** Why no test covers the requirement. */
  readonly because?: string;
  /** What the tests of the requirement leave open. */
  readonly note?: string;
}

export interface Chapter {
  readonly name: string;
  readonly requirements: readonly Requirement[];
}

/** How a reason may begin. The summary counts reasons by these words, and readers look for them. */
export const reasons = ['does not apply', 'documented in', 'not tested', 'not documented', 'the operator’s'];

/** Reads the list in `requirements.txt`. Throws on a line of no known kind. */
export function readRequirements(text: string): Chapter[] {
  const chapters: { name: string; requirements: { -readonly [K in keyof Requirement]: Requirement[K] }[] }[] =
    [];
  for (const [nth, line] of text.split('\n').entries()) {
    if (line === '' || line.startsWith('# ')) continue;
    const chapter = /^## (.+)$/.exec(line);
    const requirement = /^(\d+\.\d+\.\d+) ([123]) (\S.*)$/.exec(line);
    const remark = /^([=+]) (\S.*)$/.exec(line);
    const last = chapters.at(-1)?.requirements.at(-1);
    if (chapter?.[1]) chapters.push({ name: chapter[1], requirements: [] });
    else if (requirement) {
      const [, id = '', level = '', about = ''] = requirement;
      chapters.at(-1)?.requirements.push({ id, level, about });
    } else if (remark?.[2] && last) {
      if (remark[1] === '=') last.because = remark[2];
      else last.note = remark[2];
    } else throw new Error(`requirements.txt:${nth + 1} is no chapter, requirement or remark: ${line}`);
  }
  return chapters;
}
