import { defineTexts } from '../i18n/texts.ts';
import type { CredentialErrorTexts } from './error-words.ts';

/** What only SSH keys and API tokens are refused for; their pages bring these words along. */
export const credentialErrorTexts = defineTexts<CredentialErrorTexts>({
  en: () => import('./credential-error-texts.en.ts'),
  fr: () => import('./credential-error-texts.fr.ts'),
});
