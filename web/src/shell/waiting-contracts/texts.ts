import { defineTexts } from '../../i18n/texts.ts';

export const waitingTexts = defineTexts({
  en: () => import('./texts.en.ts'),
  fr: () => import('./texts.fr.ts'),
});
