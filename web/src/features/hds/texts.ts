import { defineTexts } from '../../i18n/texts.ts';

export const hdsTexts = defineTexts({
  en: () => import('./texts.en.ts'),
  fr: () => import('./texts.fr.ts'),
});

export const confirmTexts = defineTexts({
  en: () => import('./confirm-texts.en.ts'),
  fr: () => import('./confirm-texts.fr.ts'),
});
