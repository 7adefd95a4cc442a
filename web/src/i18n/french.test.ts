import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '..');
/** Labels of tabs stand beside their English. */
const files = globSync(['**/*.fr.ts', '**/pages.ts'], { cwd: source });

/** The words of a file: what stands in quotes, without what is filled in. */
const words = (file: string): string[] =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(
    (match) => (match[1] ?? match[2] ?? '').replace(/\$\{[^}]*\}/g, 'X'),
  );

test.each(files)('%s keeps French typography', (file) => {
  const wrong = words(file).filter((text) => /['"]|[^\u202f][;:!?»](?=\s|$)|«[^\u202f]|\d [%€]/u.test(text));
  expect(wrong).toEqual([]);
});

test('there is French to check', () => {
  expect(files.length).toBeGreaterThan(5);
});
