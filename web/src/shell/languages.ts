import { type Locale, locales } from '@loge/protocol';

/** Each language is shown under its own name, so that its readers find it. */
const names: Record<Locale, { name: string; short: string }> = {
  en: { name: 'English', short: 'EN' },
  fr: { name: 'Français', short: 'FR' },
};

export const languages = locales.map((locale) => ({ locale, ...names[locale] }));
