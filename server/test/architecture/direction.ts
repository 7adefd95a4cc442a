import { type Import, importsOf } from './imports.ts';
import { isTest, type Rule, source, type Violation } from './source-file.ts';

/** A part of the tree, and what docs/ARCHITECTURE.md lets it import besides its own files. */
interface Part {
  readonly name: string;
  readonly files: RegExp;
  /** Files of other parts. */
  readonly imports: readonly RegExp[];
  /** Packages; `node:` modules are packages too. */
  readonly packages: RegExp;
}

const any = /^/;
const protocolPackage = '@loge/protocol';
const protocol = /^protocol\/src\//;
const kernel = /^server\/src\/kernel\//;
const sqlite = /^server\/src\/db\/sqlite\//;
const postgres = /^server\/src\/db\/postgres\//;
/** What others see of the database: not how one of the two is done, but for the form of an address. */
const db = /^server\/src\/db\/(?!sqlite\/|postgres\/(?!url\.ts$))/;
const platform = /^server\/src\/platform\//;
const ssh = /^server\/src\/ssh\//;
const demo = /^server\/src\/demo\//;
const features = /^server\/src\/features\//;
const featureFace = /^server\/src\/features\/.+\/feature\.ts$/;
const webPart = (...names: string[]): RegExp => new RegExp(`^web/src/(${names.join('|')})(/|\\.tsx?$)`);
const style = /\.css$/;
/** The web runs in browsers: nothing of Node.js. */
const browserPackage = /^(?!node:)/;

const parts: readonly Part[] = [
  { name: 'protocol', files: protocol, imports: [], packages: /^zod(\/|$)/ },
  {
    name: 'server/src/kernel',
    files: kernel,
    imports: [protocol, /^server\/package\.json$/],
    packages: /^node:/,
  },
  { name: 'server/src/db/sqlite', files: sqlite, imports: [db, kernel], packages: any },
  { name: 'server/src/db/postgres', files: postgres, imports: [db, kernel], packages: any },
  {
    name: 'server/src/db',
    files: /^server\/src\/db\//,
    imports: [kernel],
    packages: any,
  },
  { name: 'server/src/platform', files: platform, imports: [db, kernel, protocol], packages: any },
  {
    name: 'server/src/features',
    files: features,
    // Which features may know each other is a rule of its own.
    imports: [/^server\/src\/db\/(account|schema|schema\/[^/]+)\.ts$/, platform, kernel, protocol, features],
    packages: any,
  },
  // The demo's providers are the fakes of the tests (decision 026).
  {
    name: 'server/src/demo',
    files: demo,
    imports: [/^server\/test\/fakes\//, platform, protocol],
    packages: any,
  },
  {
    name: 'server/src/cli',
    files: /^server\/src\/cli\//,
    imports: [featureFace, /^server\/src\/app\.ts$/, demo, ssh, platform, kernel],
    packages: any,
  },
  // What stands beside sshd asks Loge over HTTP, and holds nothing of the server.
  { name: 'server/src/ssh', files: ssh, imports: [platform, kernel], packages: any },
  {
    name: 'server/src/app.ts',
    files: /^server\/src\/app\.ts$/,
    imports: [featureFace, platform, db, kernel, protocol],
    packages: any,
  },
  {
    name: 'server/src/entry',
    files: /^server\/src\/entry\//,
    imports: [/^server\/src\/app\.ts$/, /^server\/src\/cli\//, ssh, platform, kernel],
    packages: any,
  },
  {
    name: 'web/src/ui',
    files: webPart('ui'),
    imports: [],
    // Components know no router, no API and no text.
    packages: /^(?!node:|@loge\/|react-router|@tanstack\/)/,
  },
  {
    name: 'web/src/i18n',
    files: webPart('i18n'),
    // Which languages there are is the protocol's to say.
    imports: [webPart('ui'), protocol],
    packages: /^(?!node:|react-router|@tanstack\/)/,
  },
  {
    name: 'web/src/api',
    files: webPart('api'),
    imports: [webPart('ui', 'i18n'), protocol],
    packages: browserPackage,
  },
  {
    name: 'web/src/theme',
    files: webPart('theme'),
    imports: [protocol],
    packages: browserPackage,
  },
  {
    name: 'web/src/shell',
    files: webPart('shell'),
    imports: [webPart('api', 'ui', 'i18n', 'theme', 'paths'), protocol],
    packages: browserPackage,
  },
  {
    name: 'web/src/features',
    files: webPart('features'),
    // A page stands in a frame of the shell's (docs/decisions/004).
    imports: [webPart('shell', 'api', 'ui', 'i18n', 'paths'), protocol],
    packages: browserPackage,
  },
  {
    name: 'web/src',
    files: /^web\/src\/[^/]+$/,
    imports: [
      webPart('shell', 'features', 'api', 'ui', 'i18n', 'theme', 'paths', 'main', 'routes'),
      protocol,
    ],
    packages: browserPackage,
  },
];

/** A workspace link leads to the same files as a path would. */
const targetOf = ({ specifier, target }: Import): string | null =>
  specifier === protocolPackage ? 'protocol/src/index.ts' : target;

function refusal(found: Import): string | null {
  const part = parts.find(({ files }) => files.test(found.from.path));
  if (!part) return null;
  const target = targetOf(found);
  const packageRefused = !part.packages.test(found.specifier);
  if (target === null)
    return packageRefused ? `${part.name} does not import the package ${found.specifier}` : null;
  const allowed = [part.files, style, ...part.imports].some((files) => files.test(target));
  return allowed ? null : `${part.name} does not import ${target}`;
}

export const direction: Rule = {
  name: 'imports go downward only',
  check: (files) =>
    files
      .filter((file) => !isTest(file))
      .flatMap(importsOf)
      .flatMap((found): Violation[] => {
        const message = refusal(found);
        return message ? [{ path: found.from.path, line: found.line, message }] : [];
      }),
  bad: [
    [source('server/src/kernel/ids.ts', "import { db } from '../db/open.ts';")],
    [source('server/src/kernel/ids.ts', "import pg from 'pg';")],
    [source('server/src/db/open.ts', "import type { Context } from '../platform/context.ts';")],
    [source('server/src/platform/write.ts', "import { connect } from '../db/sqlite/connection.ts';")],
    [source('server/src/db/sqlite/open.ts', "import { lanes } from '../postgres/pipelined-reads.ts';")],
    [source('server/src/platform/write.ts', "export { x } from '../features/profile/feature.ts';")],
    [source('server/src/features/profile/queries.ts', "import { openDatabase } from '../../db/open.ts';")],
    [source('server/src/app.ts', "import { updateAccount } from './features/profile/update-account.ts';")],
    [source('server/src/cli/migrate.ts', "import { openDatabase } from '../db/open.ts';")],
    [source('server/src/ssh/machines/ask-loge.ts', "import { openApp } from '../../app.ts';")],
    [source('server/src/entry/loge.ts', "const { x } = await import('../features/profile/feature.ts');")],
    [source('protocol/src/route.ts', "import { readFileSync } from 'node:fs';")],
    [source('web/src/ui/row.tsx', "import { useQuery } from '@tanstack/react-query';")],
    [source('web/src/api/call.ts', "import { page } from '../features/profile/page.tsx';")],
    [
      source(
        'web/src/features/profile/page.tsx',
        "import { x } from '../../../../server/src/kernel/ids.ts';",
      ),
    ],
  ],
  good: [
    source('server/src/kernel/ids.ts', "import { randomBytes } from 'node:crypto';\n// from '../db/open.ts'"),
    source('server/src/platform/write.ts', "import type { Tables } from '../db/schema.ts';"),
    source('server/src/platform/write.test.ts', "import { openApp } from '../app.ts';"),
    source('web/src/features/profile/page.tsx', "import { profile } from '@loge/protocol';"),
  ],
};
