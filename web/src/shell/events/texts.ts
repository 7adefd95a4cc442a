import { defineTexts } from '../../i18n/texts.ts';

/** Events in words, for the home page and the security log. */
export const eventTexts = defineTexts({
  en: () => import('./texts.en.ts'),
  fr: () => import('./texts.fr.ts'),
});
