import type { RevocationTexts } from './texts.en.ts';

export const texts: RevocationTexts = {
  title: 'Un doute ?',
  hint: 'Un ordinateur perdu, une connexion étrange : fermez en une fois tout ce qui ouvre ce compte ailleurs.',
  act: 'Fermer tous les autres accès',
  see: 'Voir ce qui s’arrêterait',
  dialog: 'Fermer tous les autres accès ?',
  nothing: 'Rien d’autre n’ouvre ce compte en ce moment.',
  sessions: (count: number) =>
    count === 1 ? 'Une autre session se termine.' : `${count} autres sessions se terminent.`,
  tokens: (count: number) =>
    count === 1
      ? 'Un jeton d’API est révoqué ; ce qui s’en sert s’arrête :'
      : `${count} jetons d’API sont révoqués ; ce qui s’en sert s’arrête :`,
  browsers: (count: number) =>
    count === 1
      ? 'Un navigateur mémorisé redemandera le second facteur.'
      : `${count} navigateurs mémorisés redemanderont le second facteur.`,
  used: 'utilisé',
  never: 'jamais utilisé',
  stays:
    'Vous restez connecté ici. Votre mot de passe, votre second facteur et vos clés d’accès ne changent pas.',
  cancel: 'Annuler',
  done: (sessions: number, tokens: number) =>
    `C’est fait. Sessions terminées : ${sessions}. Jetons révoqués : ${tokens}. Un e-mail en donne la liste.`,
};
