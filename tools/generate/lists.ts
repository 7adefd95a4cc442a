import { readdirSync, readFileSync } from 'node:fs';

const heading = '// Made by `npm run generate` of the files that it names.\n';

/** Lists of files that follow from their folder. They are made before any of the code is loaded, since it imports them. */
export const lists = (root: URL): Record<string, string> => ({
  'protocol/src/features.ts': listOf(
    namesIn(new URL('protocol/src/', root), /^[\w-]+\.ts$/, /^export const \w+ = route\(/m),
    (name) => `export * as ${camelCase(name)} from './${name}.ts';`,
  ),
  'server/src/db/migrations.ts': listOf(
    namesIn(new URL('server/src/db/migrations/', root), /^\d{3}-[\w-]+\.ts$/),
    (name) => `export * as '${name}' from './migrations/${name}.ts';`,
  ),
});

/** The names, without their ending, of the files in a folder that are called so, and hold what is said. */
const namesIn = (folder: URL, called: RegExp, holding = /^/): string[] =>
  readdirSync(folder)
    .filter((file) => called.test(file) && holding.test(readFileSync(new URL(file, folder), 'utf8')))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();

const listOf = (names: readonly string[], line: (name: string) => string): string =>
  `${heading}${names.map(line).join('\n')}\n`;

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase());
