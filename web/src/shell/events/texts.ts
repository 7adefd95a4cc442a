import { defineTexts } from '../../i18n/texts.ts';

/** What happened, in words; the home page and the security log both say it. */
export const eventTexts = defineTexts({
  en: () => import('./texts.en.ts'),
  fr: () => import('./texts.fr.ts'),
});
