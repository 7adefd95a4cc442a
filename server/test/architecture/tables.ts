import { authentication, featureOf } from './features.ts';
import {
  isTest,
  occurrences,
  type Rule,
  type SourceFile,
  source,
  type Violation,
  within,
} from './source-file.ts';

const schema = /^server\/src\/db\/schema\/[^/]+\.ts$/;
const writes = 'insertInto|updateTable|deleteFrom|mergeInto|replaceInto';
const reads =
  'selectFrom|from|using|innerJoin|leftJoin|rightJoin|fullJoin|crossJoin|innerJoinLateral|leftJoinLateral';
/** A builder's method with the name of a table, which stands alone or first in a list, with or without an alias. */
const built = new RegExp(
  `\\.(?<verb>${writes}|${reads})\\(\\s*(?<tables>\\[[^\\]]*\\]|['"\`][^'"\`]+['"\`])`,
  'g',
);
const raw = /\bsql(?:<[^`]*>)?`(?<text>[^`]*)`/g;
const rawTable = /\b(?<verb>from|join|into|update)\s+"?(?<table>[a-z_]+)"?/gi;

/**
 * The one table that others may read, to find whose a session, key or token is. They join it in their own `queries.ts`.
 * Only its owner writes it.
 */
const shared = { table: 'accounts', owner: 'accounts' };

interface Use {
  readonly file: SourceFile;
  readonly line: number;
  readonly table: string;
  readonly write: boolean;
  readonly owner: string;
}

/** The feature or platform folder that a file belongs to; null where all tables may be named. */
function ownerOf(file: SourceFile): string | null {
  if (isTest(file) || !within(file, 'server/src') || within(file, 'server/src/db')) return null;
  const feature = featureOf(file.path);
  if (feature !== null) return feature;
  return /^server\/src\/(platform\/[^/]+|[^/]+)/.exec(file.path)?.[1] ?? null;
}

function usesIn(file: SourceFile): Use[] {
  const owner = ownerOf(file);
  if (owner === null) return [];
  const use = (line: number, table: string, verb: string): Use => {
    const write = new RegExp(`^(${writes}|into|update)$`, 'i').test(verb);
    return { file, line, table, write, owner };
  };
  const builders = occurrences(file, 'code', built).flatMap(({ line, match }) => {
    const names = match.groups?.tables?.matchAll(/['"`](\w+)[^'"`]*['"`]/g) ?? [];
    return [...names].map(([, table = '']) => use(line, table, match.groups?.verb ?? ''));
  });
  const raws = occurrences(file, 'code', raw).flatMap(({ line, match }) =>
    [...(match.groups?.text ?? '').matchAll(rawTable)].map(({ groups }) =>
      use(line, groups?.table ?? '', groups?.verb ?? ''),
    ),
  );
  return [...builders, ...raws];
}

function tablesOf(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => schema.test(path))
    .flatMap(({ code }) => [...code.matchAll(/interface Tables \{([^}]*)\}/g)])
    .flatMap(([, body = '']) => [...body.matchAll(/^\s*(\w+):/gm)])
    .map(([, table = '']) => table);
}

/**
 * True when one may use the other's tables. The proof that all slices of authentication share may use the tables of any slice.
 */
const belongTogether = (one: string, other: string): boolean => {
  const isShared = (name: string) => name === authentication;
  const isSlice = (name: string) => name.startsWith(`${authentication}/`);
  return one === other || (isShared(one) && isSlice(other)) || (isSlice(one) && isShared(other));
};

function misused(table: string, uses: readonly Use[]): Violation[] {
  if (table === shared.table) {
    return uses
      .filter(
        ({ owner, write, file }) => owner !== shared.owner && (write || !file.path.endsWith('/queries.ts')),
      )
      .map(({ file, line }) => ({
        path: file.path,
        line,
        message: `${table} is written by features/${shared.owner} only, and read by others in their queries.ts only`,
      }));
  }
  const counts = new Map<string, number>();
  for (const { owner } of uses) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const [owner] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [''];
  return uses
    .filter((use) => !belongTogether(use.owner, owner))
    .map(({ file, line }) => ({ path: file.path, line, message: `${table} belongs to ${owner}` }));
}

const examples = (table: string): SourceFile =>
  source(
    'server/src/db/schema/some.ts',
    `declare module '../schema.ts' {\n  interface Tables {\n    ${table}: SomeTable;\n  }\n}\ninterface SomeTable { id: string }`,
  );

export const tables: Rule = {
  name: 'a table is named by one feature or platform folder only',
  check: (files) => {
    const uses = files.flatMap(usesIn);
    return tablesOf(files).flatMap((table) =>
      misused(
        table,
        uses.filter((use) => use.table === table),
      ),
    );
  },
  bad: [
    [
      examples('jobs'),
      source('server/src/platform/jobs/runner.ts', "w.selectFrom('jobs');\nw.updateTable('jobs');"),
      source('server/src/features/members/queries.ts', "r\n  .selectFrom('jobs as j')"),
    ],
    [
      examples('sessions'),
      source(
        'server/src/features/authentication/sessions/queries.ts',
        "r.selectFrom('sessions'); w.insertInto('sessions')",
      ),
      source('server/src/features/authentication/password/queries.ts', "r.selectFrom(['a', 'sessions'])"),
    ],
    [examples('accounts'), source('server/src/features/profile/queries.ts', "w.updateTable('accounts')")],
    [examples('accounts'), source('server/src/features/profile/routes.ts', "r.selectFrom('accounts')")],
    [
      examples('jobs'),
      source('server/src/platform/jobs/runner.ts', "w.selectFrom('jobs'); w.updateTable('jobs');"),
      source('server/src/features/members/queries.ts', 'sql<{ n: number }>`select 1 from jobs`'),
    ],
  ],
  good: [
    examples('accounts'),
    source('server/src/features/accounts/queries.ts', "w.updateTable('accounts')"),
    source('server/src/features/profile/queries.ts', "r.innerJoin('accounts', 'accounts.id', 'x.id')"),
    source(
      'server/src/features/profile/routes.ts',
      "// selectFrom('accounts')\nconst words = 'from accounts';",
    ),
  ],
};
