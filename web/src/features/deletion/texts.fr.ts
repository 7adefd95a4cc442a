import type { DeletionTexts } from './texts.en.ts';

export const texts: DeletionTexts = {
  row: {
    title: 'Supprimer le compte',
    facts: 'Ferme aussitôt tous les accès, puis efface vos données.',
    act: 'Supprimer mon compte',
  },
  section: 'Vos données et votre compte',
  asking: {
    title: 'Supprimer votre compte ?',
    goes: 'Quand vous l’aurez confirmé depuis l’e-mail, toutes les sessions se terminent et tous les jetons d’API sont révoqués. Votre nom d’utilisateur et votre adresse redeviennent libres.',
    grace: (days: number) =>
      days === 0
        ? 'Vos données sont effacées aussitôt. Il n’y a pas de retour possible.'
        : `Pendant ${days} jours, un lien de l’e-mail permet de revenir en arrière. Ensuite, vos données sont effacées.`,
    blocked: 'Vous possédez encore des applications. Transférez-les ou supprimez-les d’abord :',
    confirm: (username: string) => `Supprimer le compte « ${username} »`,
    act: 'M’envoyer l’e-mail',
    cancel: 'Annuler',
  },
  sent: 'L’e-mail contenant le lien est en route.',
  confirm: {
    title: 'Supprimer votre compte',
    body: 'C’est la dernière étape : toutes les sessions se terminent et tous les jetons d’API sont révoqués aussitôt.',
    reason: 'Pourquoi partez-vous ? (facultatif)',
    reasons: {
      none: 'Je préfère ne pas le dire',
      unused: 'Je ne m’en sers plus',
      elsewhere: 'J’ai trouvé mieux',
      price: 'C’est trop cher',
      trouble: 'Cela ne convenait pas à mes besoins',
      other: 'Autre chose',
    },
    details: 'Ce que vous voulez nous dire (facultatif)',
    act: 'Supprimer mon compte',
    keep: 'Garder mon compte',
    done: {
      title: 'Votre compte est supprimé',
      body: (when: string) =>
        `Ses données seront effacées le ${when}. D’ici là, le lien de l’e-mail permet de revenir en arrière.`,
      now: 'Ses données sont en train d’être effacées.',
    },
    signInFirst: 'Connectez-vous au compte à supprimer.',
  },
  stop: {
    title: 'Garder le compte ?',
    body: 'Ce qui a été demandé n’a pas lieu, et le lien qui l’aurait confirmé cesse de fonctionner.',
    act: 'Le garder',
    done: {
      title: 'Le compte reste',
      body: 'Si vous n’aviez pas demandé sa suppression, choisissez maintenant un nouveau mot de passe.',
    },
  },
  undo: {
    title: 'Annuler la suppression ?',
    body: 'Le compte revient comme il était. Les jetons d’API restent révoqués.',
    act: 'Annuler la suppression',
    done: { title: 'Le compte est de retour', body: 'Connectez-vous comme avant.' },
  },
};
