import { defineTexts } from '../../i18n/texts.ts';

/** Texts of the list of sessions. Signing in has its own texts. */
export const sessionsSectionTexts = defineTexts({
  en: () => import('./section-texts.en.ts'),
  fr: () => import('./section-texts.fr.ts'),
});
