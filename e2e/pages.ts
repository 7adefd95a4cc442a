import { globSync } from 'node:fs';
import type { Locale, PageName } from '@loge/protocol';

/** What the browser tests read of a page's declaration. */
interface DeclaredPage {
  readonly name: PageName;
  readonly who: 'anybody' | 'member';
  readonly tab?: { readonly order: number; readonly label: Readonly<Record<Locale, string>> };
}

const source = new URL('../web/src/', import.meta.url);

/** Every page there is, as the web declares it; loaded by its path, so that the web's types stay in the web. */
export const pages: readonly DeclaredPage[] = (
  await Promise.all(
    globSync('**/pages.ts', { cwd: source }).map(
      (file): Promise<{ pages: readonly DeclaredPage[] }> => import(new URL(file, source).href),
    ),
  )
).flatMap((declared) => declared.pages);

/** What a page's tab says; fails for a page without one. */
export const tabLabels =
  (locale: Locale) =>
  (name: PageName): string => {
    const label = pages.find((page) => page.name === name)?.tab?.label[locale];
    if (label === undefined) throw new Error(`${name} is no tab`);
    return label;
  };
