import type { EmailChangePageTexts } from './page-texts.en.ts';

export const texts: EmailChangePageTexts = {
  confirm: {
    title: 'Utiliser désormais cette adresse ?',
    body: 'Elle servira à vous connecter, et tous les e-mails sur votre compte y arriveront. L’ancienne adresse en est avertie, et peut défaire ce changement pendant une semaine.',
    act: 'Utiliser cette adresse',
    done: { title: 'Votre adresse est changée', body: 'Tout ce que nous écrivons y arrive désormais.' },
    signInFirst: 'Connectez-vous au compte qui a demandé ce changement pour continuer.',
    taken: 'Un autre compte utilise désormais cette adresse. Rien n’a été changé.',
  },
  stop: {
    title: 'Annuler le changement d’adresse ?',
    body: 'Votre compte garde cette adresse. Le lien envoyé à l’autre cesse de fonctionner.',
    act: 'Annuler le changement',
    done: {
      title: 'C’est annulé',
      body: 'Votre compte garde cette adresse. Si vous n’aviez pas demandé ce changement, quelqu’un d’autre y a accès : reprenez le contrôle de votre compte.',
    },
  },
  undo: {
    title: 'Rétablir votre adresse ?',
    body: 'Cette adresse revient. Toutes les sessions se terminent ; les jetons d’API, seconds facteurs et clés d’accès ajoutés depuis la demande cessent de fonctionner. Vous choisissez ensuite un nouveau mot de passe grâce à l’e-mail que nous envoyons ici.',
    act: 'La rétablir',
    done: {
      title: 'Cette adresse est de retour',
      body: 'Tout le monde est déconnecté. Ouvrez l’e-mail que nous venons d’envoyer ici, et choisissez un nouveau mot de passe.',
    },
  },
};
