import { defineTexts } from '../../i18n/texts.ts';

export const revocationTexts = defineTexts({
  en: () => import('./texts.en.ts'),
  fr: () => import('./texts.fr.ts'),
});
