import type { TwoFactorTexts } from './texts.en.ts';

export const texts: TwoFactorTexts = {
  title: 'Double authentification',
  hint: 'Un code en plus à la connexion, que seul votre téléphone ou votre ordinateur peut afficher.',
  app: 'Application d’authentification',
  on: 'Activée',
  off: 'Désactivée',
  offFacts: 'Se connecter ne demande aucun code.',
  offByPasskey: 'Se connecter demande votre clé d’accès ou un code de secours.',
  since: 'activée',
  setUp: 'Mettre en place',
  turnOff: 'Désactiver',
  setup: {
    label: 'Mettre en place votre application d’authentification',
    submit: 'Activer',
  },
  codes: {
    title: 'Codes de secours',
    left: (left: number) => (left === 1 ? 'Il en reste un' : `Il en reste ${left}`),
    none: 'Il n’en reste aucun : créez-en de nouveaux dès maintenant.',
    made: 'créés',
    stronger:
      'Nous en créons maintenant de plus longs, plus sûrs. Ceux-ci fonctionnent jusqu’à ce que vous en créiez de nouveaux.',
    renew: 'En créer de nouveaux',
    renewTitle: 'Créer de nouveaux codes de secours ?',
    renewBody: 'Ceux que vous avez maintenant ne fonctionneront plus.',
  },
  disable: {
    title: 'Désactiver la double authentification ?',
    body: 'Se connecter ne demandera plus de second facteur, et vos codes de secours ne fonctionneront plus.',
    titleByPasskey: 'Désactiver l’application d’authentification ?',
    bodyByPasskey:
      'Votre clé d’accès reste votre second facteur : se connecter la demandera. Vos codes de secours continuent de fonctionner, tout comme les clés d’accès de vos autres appareils.',
    code: 'Code de votre application, ou code de secours',
    password: 'Nouveau mot de passe',
    passwordWhy:
      'Votre mot de passe est trop court pour protéger seul le compte : choisissez-en un plus long.',
    act: 'Désactiver',
    doneByPasskey:
      'L’application est désactivée. Se connecter demande votre clé d’accès ou un code de secours.',
    done: 'La double authentification est désactivée.',
  },
  stop: {
    title: 'Ce n’était pas vous ?',
    body: 'La double authentification est désactivée, toutes les sessions se terminent, les jetons d’API qui y ont servi ou ont été créés depuis sont révoqués, les clés d’accès ajoutées depuis ne servent plus, et vous recevez un e-mail pour choisir un nouveau mot de passe.',
    act: 'L’arrêter',
    done: {
      title: 'C’est arrêté',
      body: 'La personne qui a fait cela est dehors. Ouvrez l’e-mail que nous venons d’envoyer, et choisissez un nouveau mot de passe.',
    },
  },
  keep: {
    title: 'Garder votre second facteur ?',
    body: 'Un opérateur a été prié de le retirer. Arrêtez cela si ce n’est pas vous qui l’avez demandé.',
    act: 'Garder mon second facteur',
    done: {
      title: 'Votre second facteur reste en place',
      body: 'Rien n’a été retiré. Les opérateurs voient que vous l’avez arrêté.',
    },
  },
};
