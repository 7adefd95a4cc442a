import type { Locale } from '@loge/protocol';
import { use } from 'react';
import { type Fetched, fetched } from '../ui/fetched.ts';
import { useLocale } from './i18n-provider.tsx';

/** The words of one feature, loaded one language at a time. */
export interface Texts<T> {
  /** For loading words that will be needed. Retries what failed before. */
  load(locale: Locale): Promise<T>;
  /** For rendering. Never retries after a failure. */
  kept(locale: Locale): Promise<T>;
}

type Source<T> = () => Promise<{ texts: T }>;

/** All texts that were loaded in any language so far. Another language needs them before it can be shown. */
const wanted = new Set<Texts<unknown>>();

/** English gives the shape. French must match it, so that a missing sentence does not compile. */
export function defineTexts<T>(sources: { en: Source<T>; fr: Source<NoInfer<T>> }): Texts<T> {
  const words = (source: Source<T>): Fetched<T> => fetched(async () => (await source()).texts);
  const languages: Record<Locale, Fetched<T>> = { en: words(sources.en), fr: words(sources.fr) };
  const texts: Texts<T> = {
    load(locale) {
      wanted.add(texts);
      return languages[locale].ask();
    },
    kept(locale) {
      wanted.add(texts);
      return languages[locale].kept();
    },
  };
  return texts;
}

/** Loads another language for everything on the page. Fails when some of it cannot be fetched. */
export async function loadLanguage(locale: Locale): Promise<void> {
  let loaded = -1;
  // A part that was opened meanwhile has added its words.
  while (loaded < wanted.size) {
    loaded = wanted.size;
    await Promise.all([...wanted].map((texts) => texts.load(locale)));
  }
}

/**
 * Returns words that are loaded before the component that uses them. `definePage` and `lazyPart` load them, and an architecture
 * rule checks it, so nothing waits here.
 */
export function useTexts<T>(texts: Texts<T>): T {
  return use(texts.kept(useLocale()));
}
