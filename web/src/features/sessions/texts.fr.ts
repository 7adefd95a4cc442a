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
  second: {
    passkey: 'Utiliser votre clé d’accès',
    orCode: 'Ou, sans elle, un code :',
    orRecovery: 'Ou, sans elle, l’un de vos codes de secours :',
    submit: 'Se connecter avec le code',
    as: 'Connexion en tant que',
    back: 'Ce n’est pas vous ?',
  },
  noAccount: 'Pas encore de compte ?',
  signUp: 'Créer un compte',
};
