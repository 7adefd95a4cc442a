import { defineTexts } from '../../i18n/texts.ts';

/** Of the list of sessions; signing in has its own. */
export const sessionsSectionTexts = defineTexts({
  en: () => import('./section-texts.en.ts'),
  fr: () => import('./section-texts.fr.ts'),
});
