import { defineTexts } from '../../i18n/texts.ts';

/** The words of the offer to end the other sessions, which several features show. */
export const endOthersTexts = defineTexts({
  en: () => import('./texts.en.ts'),
  fr: () => import('./texts.fr.ts'),
});
