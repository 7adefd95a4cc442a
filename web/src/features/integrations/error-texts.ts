import type { IntegrationErrorTexts } from '../../api/error-words.ts';
import { defineTexts } from '../../i18n/texts.ts';

/** Error texts of integrations alone. */
export const integrationErrorTexts = defineTexts<IntegrationErrorTexts>({
  en: () => import('./error-texts.en.ts'),
  fr: () => import('./error-texts.fr.ts'),
});
