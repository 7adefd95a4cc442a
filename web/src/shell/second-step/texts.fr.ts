import type { SecondStepTexts } from './texts.en.ts';

export const texts: SecondStepTexts = {
  passkey: 'Utiliser votre clé d’accès',
  orCode: 'Ou, sans elle, un code :',
  orRecovery: 'Ou, sans elle, l’un de vos codes de secours :',
  submit: 'Se connecter avec le code',
};
