import { occurrences, type Rule, type SourceFile, source } from './source-file.ts';

/** The files that hold what clients need, and the rules by subject. */
const law = ['docs/contract.md', 'docs/rules.md'];
const pointer = /(?<![\w/-])(?:docs\/|\.\.\/)?(contract|rules)\.md(?:#([\w-]+))?/g;
/** Documents that comments pointed at before, and that a reader of the repository does not have. */
const lost = new RegExp(`\\b(?:${'settled'} \\d+|${'wire'}[ -]contract)`, 'gi');

/** The anchors that GitHub makes of the headings of a Markdown file. */
function anchorsOf({ text }: SourceFile): Set<string> {
  const headings = [...text.matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set(headings);
}

export const references: Rule = {
  name: 'every reference to the contract or a rule leads to its heading',
  check: (files) => {
    const known = new Map(
      files.filter(({ path }) => law.includes(path)).map((file) => [file.path, anchorsOf(file)]),
    );
    return files.flatMap((file) => [
      ...occurrences(file, 'text', pointer).flatMap(({ line, match: [, name = '', anchor] }) => {
        const anchors = known.get(`docs/${name}.md`);
        if (anchors && (anchor === undefined || anchors.has(anchor))) return [];
        return [
          { path: file.path, line, message: `points at docs/${name}.md#${anchor}, which is not there` },
        ];
      }),
      ...occurrences(file, 'text', lost).map(({ line, match: [words] }) => ({
        path: file.path,
        line,
        message: `points at "${words}", which is not in the repository: name the heading`,
      })),
    ]);
  },
  bad: [
    [source('docs/rules.md', '# Rules\n'), source('web/src/a.ts', '// As docs/rules.md#one-form says.')],
    [source('docs/rules.md', '# Rules\n\n[It](contract.md#errors) is said.')],
    [source('web/src/a.ts', `// As ${'settled'} 12 says.`)],
  ],
  good: [
    source('docs/rules.md', '# Rules\n\n### One form\n\n### Reset, and `what` follows\n'),
    source(
      'docs/decisions/001-a.md',
      'As [the rule](../rules.md#one-form) and [another](rules.md#rules) say.',
    ),
    source('web/src/a.ts', `// As docs/${'rules'}.md#reset-and-what-follows: by all means. It was settled.`),
  ],
};
