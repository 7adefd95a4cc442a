import { defineTexts } from '../../i18n/texts.ts';

/** Texts of the pages that mailed links open. */
export const emailChangePageTexts = defineTexts({
  en: () => import('./page-texts.en.ts'),
  fr: () => import('./page-texts.fr.ts'),
});
