import { defineTexts } from '../i18n/texts.ts';
import type { CredentialErrorTexts } from './error-words.ts';

/** Error texts of SSH keys and API tokens alone. Only their pages load these words. */
export const credentialErrorTexts = defineTexts<CredentialErrorTexts>({
  en: () => import('./credential-error-texts.en.ts'),
  fr: () => import('./credential-error-texts.fr.ts'),
});
