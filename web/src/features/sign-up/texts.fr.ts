import type { SignUpTexts } from './texts.en.ts';

export const texts: SignUpTexts = {
  title: 'Créer votre compte',
  intro: (platform) => `Un seul compte pour tout ${platform}.`,
  continueWith: (provider) => `Continuer avec ${provider}`,
  email: 'Adresse e-mail',
  username: 'Nom d’utilisateur',
  usernameHint: 'Lettres, chiffres, points, tirets et tirets bas.',
  fullname: 'Nom complet',
  optional: 'Facultatif',
  password: 'Mot de passe',
  role: 'Votre activité',
  language: 'Langue des pages et des messages',
  newsletter: 'Une lettre par mois sur les nouveautés',
  newsletterHint: 'Vous pouvez l’arrêter à tout moment, en un clic.',
  submit: 'Créer le compte',
  haveAccount: 'Déjà un compte ?',
  signIn: 'Se connecter',
  sent: {
    title: 'Consultez votre messagerie',
    intro: (email) => `Nous avons écrit à ${email}.`,
    body: (hours) =>
      `Ouvrez le lien de ce message dans les ${hours} heures pour confirmer que l’adresse est la vôtre.`,
    nothing: 'Rien reçu ? Regardez dans les indésirables, ou connectez-vous et redemandez le message.',
    signIn: 'Se connecter',
  },
  confirm: {
    title: 'Confirmer votre adresse',
    checking: 'Confirmation…',
    signInFirst:
      'Connectez-vous pour confirmer cette adresse : le lien et votre connexion prouvent ensemble qu’elle est à vous.',
    notYou: 'Vous n’avez pas créé ce compte ?',
    notYouHelp:
      'Quelqu’un a pu utiliser votre adresse. Ignorez le message et elle se libère au bout de 7 jours, ou reprenez-la maintenant :',
    takeBack: 'choisissez votre propre mot de passe',
    done: {
      title: 'Votre adresse est confirmée',
      body: (email) => `${email} est bien à vous, et votre compte est complet.`,
      act: 'Continuer',
    },
    already: {
      title: 'Votre adresse est déjà confirmée',
      body: (email) => `Il n’y a plus rien à faire pour ${email}.`,
    },
    expired_link: {
      title: 'Ce lien a expiré',
      body: 'Demandez-en un nouveau : il remplace tous les précédents.',
    },
    used_link: {
      title: 'Ce lien a déjà servi',
      body: 'Demandez-en un nouveau : il remplace tous les précédents.',
    },
    invalid_link: {
      title: 'Ce lien ne fonctionne pas ici',
      body: (email) =>
        `La session ouverte ici est celle de ${email}. Le lien est peut-être incomplet, ou destiné à un autre compte.`,
    },
    incomplete: { title: 'Ce lien est incomplet', body: 'Rouvrez-le en entier depuis le message.' },
    failed: 'Votre adresse n’est pas encore confirmée',
    retry: 'Réessayer',
    resend: 'Envoyer un nouveau lien',
    resent: (email) => `Un nouveau lien est en route vers ${email}.`,
    signOut: 'Se déconnecter',
  },
};
