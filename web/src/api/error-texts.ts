import { defineTexts } from '../i18n/texts.ts';
import type { ErrorTexts } from './error-words.ts';

export const errorTexts = defineTexts<ErrorTexts>({
  en: () => import('./error-texts.en.ts'),
  fr: () => import('./error-texts.fr.ts'),
});
