import type { ResetTexts } from './reset-texts.en.ts';

export const texts: ResetTexts = {
  title: 'Choisir un nouveau mot de passe',
  intro: (username) =>
    `Pour le compte « ${username} ». Vous vous connecterez ensuite avec le nouveau mot de passe.`,
  loading: 'Vérification du lien',
  password: 'Nouveau mot de passe',
  submit: 'Enregistrer le mot de passe',
  submitAnd: (count) =>
    count === 1
      ? 'Enregistrer le mot de passe et fermer un accès'
      : `Enregistrer le mot de passe et fermer ${count} accès`,
  access: {
    title: 'Ce qui ouvre aussi votre compte',
    intro:
      'Un nouveau mot de passe n’arrête pas ces accès. Ceux que vous cochez prennent fin avec l’ancien mot de passe.',
    lately: (days) => `Ajoutés ces ${days} derniers jours`,
    latelyHint: 'Décochez ce que vous savez être à vous.',
    older: 'Plus anciens',
    olderHint: 'Cochez ce qui se trouvait sur un appareil perdu, ou ce que vous ne reconnaissez pas.',
    tickAll: 'Tout cocher',
    untickAll: 'Tout décocher',
    kinds: {
      api_token: 'Jeton d’API',
      ssh_key: 'Clé SSH',
      passkey: 'Clé d’accès',
      authenticator: 'Application d’authentification',
      recovery_codes: 'Codes de secours',
      identity: 'Connexion avec',
      integration: 'Intégration',
    },
    named: (kind, name) => `${kind} « ${name} »`,
    made: 'ajout',
    used: 'dernière utilisation',
    never: 'aucune utilisation',
    anyway: 'Dans tous les cas, ceci prend fin :',
    sessions: (count) => (count === 1 ? 'une session ouverte' : `${count} sessions ouvertes`),
    browsers: (count) =>
      count === 1
        ? 'un navigateur dispensé du second facteur'
        : `${count} navigateurs dispensés du second facteur`,
    pending: (email) => `le remplacement de votre adresse par ${email}, qui attend son lien`,
    factorStays:
      'Un second facteur en place depuis une semaine ou plus reste : un e-mail seul ne suffit pas à le retirer. Il vous sera demandé à la connexion.',
  },
  done: {
    title: 'Votre mot de passe est enregistré',
    intro: 'Toutes les sessions ouvertes sont terminées. Connectez-vous avec le nouveau mot de passe.',
    ended: (count) =>
      count === 1
        ? 'Un autre accès à votre compte a été fermé. Un e-mail dit lequel.'
        : `${count} autres accès à votre compte ont été fermés. Un e-mail en donne la liste.`,
    act: 'Se connecter',
  },
};
