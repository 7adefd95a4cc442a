import { type Locale, locales } from '@loge/protocol';
import type { Version } from './queries.ts';

type Named = Pick<Version, 'name' | 'version' | 'published_at'>;

const days: Record<Locale, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
  fr: new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }),
};

const and: Record<Locale, Intl.ListFormat> = {
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
  fr: new Intl.ListFormat('fr-FR', { type: 'conjunction' }),
};

const sentences: Record<Locale, (names: string) => string> = {
  en: (names) => `I accept ${names}.`,
  fr: (names) => `J’accepte ${names}.`,
};

function named({ name, version, published_at }: Named, locale: Locale): string {
  const title = (JSON.parse(name) as Record<Locale, string>)[locale];
  const day = days[locale].format(new Date(published_at));
  return locale === 'fr'
    ? `«\u202f${title}\u202f» (version ${version} du ${day.replace(/^1 /, '1er ')})`
    : `“${title}” (version ${version} of ${day})`;
}

/** The words that accepting one or more versions agrees to: the same on the page, in the receipt and in the mail. */
export const sentenceFor = (versions: readonly Named[], locale: Locale): string =>
  sentences[locale](and[locale].format(versions.map((version) => named(version, locale))));

export const sentencesFor = (versions: readonly Named[]): Record<Locale, string> =>
  Object.fromEntries(locales.map((locale) => [locale, sentenceFor(versions, locale)])) as Record<
    Locale,
    string
  >;
