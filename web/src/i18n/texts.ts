import type { Locale } from '@loge/protocol';
import { use } from 'react';
import { useLocale } from './i18n-provider.tsx';

/** The words of one feature, one language loaded at a time. */
export interface Texts<T> {
  load(locale: Locale): Promise<T>;
}

type Source<T> = () => Promise<{ texts: T }>;

/**
 * English gives the shape; French must have it, so a missing sentence does not compile.
 * A failed download is forgotten, so that the next try asks again.
 */
export function defineTexts<T>(sources: { en: Source<T>; fr: Source<NoInfer<T>> }): Texts<T> {
  const loading = new Map<Locale, Promise<T>>();
  return {
    load(locale) {
      const known = loading.get(locale);
      if (known) return known;
      const promise = sources[locale]().then(({ texts }) => texts);
      loading.set(locale, promise);
      promise.then(
        // React reads these two, so that words which are here never show a fallback.
        (value) => Object.assign(promise, { status: 'fulfilled', value }),
        () => loading.delete(locale),
      );
      return promise;
    },
  };
}

/** Suspends until the words are there. */
export function useTexts<T>(texts: Texts<T>): T {
  return use(texts.load(useLocale()));
}
