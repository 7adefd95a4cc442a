import { countries, hds, type Locale } from '@loge/protocol';
import { firstLanguages } from './contact-values.ts';

interface Choice {
  value: string;
  label: string;
}

const sorted = (locale: Locale, codes: readonly string[], name: (code: string) => string): Choice[] =>
  codes
    .map((value) => ({ value, label: name(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, locale));

export const countryName = (locale: Locale, code: string): string =>
  code === '' ? '' : (new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code);

export const languageName = (locale: Locale, code: string): string =>
  new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;

export function countryChoices(locale: Locale): Choice[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return sorted(locale, countries, (code) => names.of(code) ?? code);
}

export function languageChoices(locale: Locale): Choice[] {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const others = hds.languages.filter((code) => !firstLanguages.some((first) => first === code));
  return sorted(locale, others, (code) => names.of(code) ?? code);
}
