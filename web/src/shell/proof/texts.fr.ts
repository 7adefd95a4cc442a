import type { ProofTexts } from './texts.en.ts';

export const texts: ProofTexts = {
  title: 'Est-ce bien vous ?',
  body: 'Cette action demande de le prouver à nouveau. Cela vaut ensuite dix minutes dans ce navigateur.',
  password: 'Mot de passe',
  passkey: 'Utiliser une clé d’accès',
  submit: 'Continuer',
  elsewhere: {
    body: (providers) =>
      `Votre compte n’a pas de mot de passe. Connectez-vous à nouveau avec ${providers} dans un nouvel onglet : cette page reste telle quelle, et continue d’elle-même.`,
    or: 'ou',
    act: 'Se reconnecter dans un nouvel onglet',
    newTab: '(ouvre un nouvel onglet)',
    still: 'Ce n’est pas encore prouvé. Terminez dans l’autre onglet, puis revenez.',
    nothing:
      'Votre compte n’a ni mot de passe ni clé d’accès : rien ici ne peut le prouver. Choisissez d’abord un mot de passe par e-mail :',
    set: 'choisir un mot de passe',
  },
};
