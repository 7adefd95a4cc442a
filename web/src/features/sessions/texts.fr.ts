import type { SessionTexts } from './texts.en.ts';

export const texts: SessionTexts = {
  title: 'Se connecter',
  login: 'Adresse e-mail ou nom d’utilisateur',
  password: 'Mot de passe',
  remember: 'Se souvenir de ce navigateur',
  rememberHint: 'La session reste ouverte entre deux visites. À éviter sur un appareil partagé.',
  submit: 'Se connecter',
  forgotten: 'Mot de passe oublié ?',
  passkey: 'Se connecter avec une clé d’accès',
  continueWith: (provider) => `Continuer avec ${provider}`,
  as: 'Connexion en tant que',
  back: 'Ce n’est pas vous ?',
  noAccount: 'Pas encore de compte ?',
  signUp: 'Créer un compte',
};
