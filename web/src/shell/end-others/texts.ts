import { defineTexts } from '../../i18n/texts.ts';

/** The offer to end the other sessions, wherever a factor changed. */
export const endOthersTexts = defineTexts({
  en: () => import('./texts.en.ts'),
  fr: () => import('./texts.fr.ts'),
});
