import { defineTexts } from '../../i18n/texts.ts';

/** Words of the page that a reset link opens. */
export const resetTexts = defineTexts({
  en: () => import('./reset-texts.en.ts'),
  fr: () => import('./reset-texts.fr.ts'),
});
