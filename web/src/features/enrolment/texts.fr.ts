import type { EnrolmentTexts } from './texts.en.ts';

export const texts: EnrolmentTexts = {
  title: 'Devenir opérateur',
  intro: (username, email) => `Compte ${username}, ${email}.`,
  signInFirst: 'Connectez-vous au compte qui est devenu celui d’un opérateur : il a déjà un mot de passe.',
  form: 'Mot de passe et second facteur',
  passwordTitle: 'Choisissez un mot de passe',
  password: 'Mot de passe',
  factorTitle: 'Mettez en place un second facteur',
  factorWhy: 'Un opérateur se connecte toujours avec un code en plus.',
  submit: 'Activer et continuer',
  again: 'Afficher une nouvelle clé',
  done: {
    title: 'Vous êtes opérateur',
    body: 'Désormais, se connecter demande votre mot de passe et le prochain code de votre application.',
    signIn: 'Se connecter',
    home: 'Aller à l’accueil',
  },
  without: {
    title: 'Un opérateur a besoin d’un second facteur',
    body: 'Ouvrez le lien qu’un collègue a pour vous : il sert à le mettre en place. Les pages des opérateurs restent fermées jusque-là.',
    help: 'Ce lien sert une seule fois, pendant une heure. Passé ce délai, faites-en créer un autre : ',
    command: 'loge operator create',
    home: 'Continuer en tant que membre',
  },
  bad: {
    invalid_link: {
      title: 'Ce lien ne fonctionne pas',
      body: 'Il a peut-être été coupé : copiez-le en entier. S’il est entier, faites-en créer un autre.',
    },
    other_account: {
      title: 'Ce lien n’est pas pour ce compte',
      body: (email) =>
        `Vous êtes connecté avec ${email}. Le lien est pour un autre compte, ou il a été coupé : déconnectez-vous et ouvrez-le à nouveau.`,
    },
    expired_link: {
      title: 'Ce lien a expiré',
      body: 'Il valait une heure. Demandez à un collègue d’en créer un autre.',
    },
    used_link: {
      title: 'Ce lien a déjà servi',
      body: 'Si c’était vous, connectez-vous. Sinon, prévenez tout de suite un collègue : il peut réinitialiser le compte.',
    },
    signIn: 'Se connecter',
    signOut: 'Se déconnecter',
  },
};
