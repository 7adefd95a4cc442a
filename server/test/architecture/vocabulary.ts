import { posix } from 'node:path';
import { authentication, featureName, featureOf, inServer, inWeb } from './features.ts';
import { type Rule, type SourceFile, source, type Violation, within } from './source-file.ts';

const trees = ['protocol', 'server', 'web', 'e2e', 'tools', 'bench'];
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** Names that say nothing. The contents of such a file have a better name. */
const vague = /^(utils?|helpers?|common|misc|shared|index|types|constants|service|manager)\.ts$/;

const violation = ({ path }: SourceFile, message: string): Violation => ({ path, line: 1, message });

export const kebabCase: Rule = {
  name: 'files and folders are named in kebab-case',
  check: (files) =>
    files
      .filter((file) => within(file, ...trees) && !/\.md$/.test(file.path))
      .flatMap((file) => {
        const wrong = file.path.split('/').filter((part) => !kebab.test(part.replace(/^\./, '')));
        return wrong.map((part) => violation(file, `"${part}" is not in kebab-case`));
      }),
  bad: [
    [source('server/src/kernel/appError.ts', '')],
    [source('web/src/ui/Row.tsx', '')],
    [source('web/src/My Features/row.tsx', '')],
  ],
  good: [
    source('server/src/kernel/app-error.slow.test.ts', ''),
    source('server/src/db/migrations/001-first.ts', ''),
  ],
};

function featureFile(file: SourceFile): Violation[] {
  const feature = featureOf(file.path);
  if (feature === null) return [violation(file, 'a file of a feature stands in a folder named after it')];
  const [name = '', ...deeper] = file.path.split(`features/${feature}/`)[1]?.split('/').reverse() ?? [];
  if (deeper.length > 0) return [violation(file, 'a feature is one flat folder')];
  if (posix.extname(name) !== '.ts')
    return [violation(file, 'a feature of the server holds TypeScript only')];
  if (vague.test(name)) return [violation(file, `"${name}" names no noun and no verb of the feature`)];
  return [];
}

export const featureFiles: Rule = {
  name: "a feature's files keep to the vocabulary",
  check: (files) => [
    ...files.filter(inServer).flatMap(featureFile),
    ...facelessFeatures(files).map((feature) => ({
      path: `server/src/features/${feature}`,
      line: 1,
      message: 'has no feature.ts, its public face',
    })),
  ],
  bad: [
    [
      source('server/src/features/profile/feature.ts', ''),
      source('server/src/features/profile/utils.ts', ''),
    ],
    [
      source('server/src/features/profile/feature.ts', ''),
      source('server/src/features/profile/sql/a.ts', ''),
    ],
    [
      source('server/src/features/profile/feature.ts', ''),
      source('server/src/features/profile/mail.html', ''),
    ],
    [source('server/src/features/profile/queries.ts', '')],
    [source('server/src/features/clock.ts', '')],
  ],
  good: [
    source('server/src/features/profile/feature.ts', ''),
    source('server/src/features/profile/update-account.test.ts', ''),
    source('server/src/features/authentication/proof.ts', ''),
    source('server/src/features/authentication/sessions/feature.ts', ''),
  ],
};

const serverFeatures = (files: readonly SourceFile[]): Set<string> =>
  new Set(
    files
      .filter(inServer)
      .map(({ path }) => featureOf(path))
      .filter((feature) => feature !== null && feature !== authentication) as string[],
  );

function facelessFeatures(files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return [...serverFeatures(files)].filter(
    (feature) => !paths.has(`server/src/features/${feature}/feature.ts`),
  );
}

export const featureNames: Rule = {
  name: 'features have the same names in protocol, server and web',
  check: (files) => {
    const protocol = new Set(
      files.filter((file) => within(file, 'protocol/src')).map(({ path }) => posix.basename(path, '.ts')),
    );
    return files.flatMap((file) => {
      const feature = inServer(file) || inWeb(file) ? featureOf(file.path) : null;
      if (feature === null || (inServer(file) && feature === authentication)) return [];
      const name = featureName(feature);
      // The home page gathers what other features show, and needs no protocol with the server.
      if (protocol.has(name) || (inWeb(file) && name === 'home')) return [];
      return [violation(file, `there is no protocol/src/${name}.ts`)];
    });
  },
  bad: [
    [source('protocol/src/profile.ts', ''), source('server/src/features/people/feature.ts', '')],
    [
      source('protocol/src/profile.ts', ''),
      source('server/src/features/authentication/people/feature.ts', ''),
    ],
    [source('protocol/src/profile.ts', ''), source('web/src/features/people/page.tsx', '')],
  ],
  good: [
    source('protocol/src/sessions.ts', ''),
    source('server/src/features/authentication/sessions/feature.ts', ''),
    source('server/src/features/authentication/proof.ts', ''),
    source('web/src/features/sessions/page.tsx', ''),
    source('web/src/features/home/page.tsx', ''),
  ],
};
