import type { PasswordTexts } from './texts.en.ts';

export const texts: PasswordTexts = {
  credentials: {
    title: 'Adresse e-mail et mot de passe',
    password: 'Mot de passe',
    changed: 'Changé',
    change: 'Changer',
    current: 'Mot de passe actuel',
    next: 'Nouveau mot de passe',
    warning: 'Les autres navigateurs seront déconnectés. Celui-ci reste connecté.',
    submit: 'Changer le mot de passe',
    done: 'Les autres navigateurs ont été déconnectés.',
  },
  none: {
    facts:
      'Aucun n’est défini. Un lien par e-mail permet d’en choisir un ; toutes vos sessions se terminent alors.',
    act: 'En choisir un par e-mail',
    mailed: (email, minutes) =>
      `Un lien est en route vers ${email}. Il sert une seule fois, pendant ${minutes} minutes.`,
    again: 'Envoyer un autre lien',
  },
  forgotten: {
    title: 'Mot de passe oublié ?',
    intro: 'Indiquez l’adresse de votre compte : nous vous envoyons un lien pour en choisir un nouveau.',
    email: 'Adresse e-mail',
    submit: 'Recevoir un lien',
    back: 'Retour à la connexion',
  },
  takeBack: {
    title: 'Quelqu’un d’autre a eu accès à votre compte ?',
    intro:
      'Indiquez l’adresse de votre compte. Le lien que nous vous envoyons ouvre une page où vous choisissez un nouveau mot de passe et fermez du même coup tout ce qui permettrait de revenir : jetons d’API, clés SSH, clés d’accès, sessions.',
  },
  sent: {
    title: 'Consultez votre messagerie',
    intro: (email) => `Si un compte a l’adresse ${email}, un message est en route.`,
    body: (minutes) =>
      `Son lien sert une fois, pendant ${minutes} minutes. Rien reçu ? Regardez dans les indésirables.`,
    again: 'Essayer une autre adresse',
  },
  bad: {
    invalid_link: {
      title: 'Ce lien ne fonctionne pas',
      body: 'Il est peut-être incomplet. Rouvrez-le depuis le message, ou demandez-en un nouveau.',
    },
    expired_link: {
      title: 'Ce lien a expiré',
      body: 'Il n’était valable que peu de temps, pour protéger votre compte.',
    },
    used_link: {
      title: 'Ce lien a déjà servi',
      body: 'Chaque lien ne sert qu’une fois. Demandez-en un autre si besoin.',
    },
    act: 'Demander un nouveau lien',
  },
};
