import type { Locale } from '@loge/protocol';
import { use } from 'react';
import { type Fetched, fetched } from '../ui/fetched.ts';
import { useLocale } from './i18n-provider.tsx';

/** The words of one feature, one language loaded at a time. */
export interface Texts<T> {
  /** For somebody who will need them; what failed before is asked for anew. */
  load(locale: Locale): Promise<T>;
  /** For rendering: never asks again after a failure. */
  kept(locale: Locale): Promise<T>;
}

type Source<T> = () => Promise<{ texts: T }>;

/** Everything that was wanted in any language so far: what another language needs before it can be shown. */
const wanted = new Set<Texts<unknown>>();

/** English gives the shape; French must have it, so a missing sentence does not compile. */
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

/** Another language for all that is on the page; fails when some of it cannot be fetched. */
export async function loadLanguage(locale: Locale): Promise<void> {
  let loaded = -1;
  // A part that was opened meanwhile has words too.
  while (loaded < wanted.size) {
    loaded = wanted.size;
    await Promise.all([...wanted].map((texts) => texts.load(locale)));
  }
}

/**
 * The words, which are to be on the page before what says them (`lazyPage` and `lazyPart` see to it, and a rule over
 * the sources holds it): then nothing waits here.
 */
export function useTexts<T>(texts: Texts<T>): T {
  return use(texts.kept(useLocale()));
}
