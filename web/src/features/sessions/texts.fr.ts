import type { SessionTexts } from './texts.en.ts';

const sur = (system: string | null) => (system ? ` sur ${system}` : '');
const depuis = (address: string | null) => (address ? ` (${address})` : '');

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
    passkey: 'Utiliser plutôt une clé d’accès',
    as: 'Connexion en tant que',
    back: 'Ce n’est pas vous ?',
  },
  noAccount: 'Pas encore de compte ?',
  signUp: 'Créer un compte',
  open: {
    title: 'Sessions',
    hint: 'Là où votre compte est ouvert. Fermez ce que vous ne reconnaissez pas, puis changez de mot de passe.',
    name: (browser, system) => `${browser ?? 'Navigateur inconnu'}${sur(system)}`,
    current: 'Cette session',
    seen: 'vue',
    opened: 'ouverte',
    remembered: 'navigateur mémorisé',
    onlyHere: 'Aucune autre session n’est ouverte.',
    end: 'Fermer',
    endLong: (name) => `Fermer ${name}`,
    endOthers: 'Fermer toutes les autres',
    cancel: 'Annuler',
    asking: {
      title: 'Fermer cette session ?',
      body: (name, address) =>
        `${name}${depuis(address)} sera aussitôt déconnecté. Ce qui n’y est pas enregistré sera perdu.`,
      act: 'Fermer la session',
    },
    askingOthers: {
      title: 'Fermer toutes les autres sessions ?',
      body: (count) =>
        count === 1
          ? 'Un autre navigateur sera aussitôt déconnecté. Celui-ci reste connecté.'
          : `${count} autres navigateurs seront aussitôt déconnectés. Celui-ci reste connecté.`,
    },
    ended: (name) => `${name} : session fermée.`,
    endedOthers: 'Toutes les autres sessions sont fermées.',
    gone: 'Cette session était déjà fermée.',
  },
};
