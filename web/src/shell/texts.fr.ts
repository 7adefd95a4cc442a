import type { ShellTexts } from './texts.en.ts';

export const texts: ShellTexts = {
  skip: 'Aller au contenu',
  loading: 'Chargement…',
  cancel: 'Annuler',
  home: (platform) => `${platform}, accueil`,
  menu: (initials) => `Votre compte, ${initials}`,
  settings: 'Mon compte',
  theme: 'Thème',
  themes: { light: 'Clair', dark: 'Sombre', system: 'Système' },
  systemShort: 'Auto',
  language: 'Langue',
  signOut: 'Se déconnecter',
  authentication: 'Comment vous prouvez que c’est vous, et où vos sessions sont ouvertes.',
  link: {
    incomplete: {
      title: 'Ce lien est incomplet',
      body: 'Ouvrez-le à nouveau depuis l’e-mail, ou copiez-le en entier dans la barre d’adresse.',
    },
    invalid_link: {
      title: 'Ce lien ne fonctionne pas',
      body: 'Il a peut-être été coupé, ou un e-mail plus récent l’a remplacé.',
    },
    expired_link: { title: 'Ce lien a expiré', body: 'Il ne valait qu’un temps, et n’a plus d’effet.' },
    used_link: {
      title: 'Ce lien a déjà servi',
      body: 'Il sert une seule fois, et ce qu’il fait a été fait.',
    },
    home: 'Aller à l’accueil',
    takeBack: 'Ce n’était pas moi : reprendre mon compte',
    signedInAs: (email) =>
      `Vous utilisez le compte ${email} : le lien appartient peut-être à un autre compte.`,
    signOut: 'Se connecter à un autre compte',
  },
  part: {
    failed: 'L’ouverture a échoué',
    page: 'Cette page n’a pas pu s’ouvrir',
    reload: 'Recharger la page',
    stay: 'Rester ici',
  },
  watch: 'Surveillance',
  outbox: { before: 'Ceci est la démo : les messages restent ici.', act: 'Ouvrir la boîte d’envoi' },
  ended: {
    title: 'Votre session est terminée',
    body: 'Cette page reste telle quelle. Reconnectez-vous pour continuer.',
    act: 'Se reconnecter',
  },
  otherAccount: {
    title: 'Un autre compte est ouvert',
    body: (email) =>
      `Cette page montre encore le compte ${email} : elle ne peut plus rien y faire. Rechargez-la pour continuer avec le compte ouvert maintenant.`,
    act: 'Recharger la page',
  },
  notFound: {
    title: 'Cette page n’existe pas',
    body: 'L’adresse est peut-être mal écrite, ou la page a changé de place.',
    act: 'Aller à l’accueil',
  },
  crash: {
    title: 'Cette page n’a pas pu s’afficher',
    body: 'Une erreur s’est produite en la composant. Ce que vous avez enregistré est en sûreté.',
    reference: (id) => `Référence pour l’assistance : ${id}`,
    act: 'Recharger la page',
  },
};
