import { defineTexts } from '../../i18n/texts.ts';

/** Words of the pages before and after the provider's own. */
export const returnTexts = defineTexts({
  en: () => import('./return-texts.en.ts'),
  fr: () => import('./return-texts.fr.ts'),
});
