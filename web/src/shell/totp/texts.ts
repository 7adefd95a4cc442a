import { defineTexts } from '../../i18n/texts.ts';

/** The words around an authenticator app's key, for members and operators who set one up. */
export const totpTexts = defineTexts({
  en: () => import('./texts.en.ts'),
  fr: () => import('./texts.fr.ts'),
});
