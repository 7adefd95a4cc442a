import type { DeletionPageTexts } from './page-texts.en.ts';

export const texts: DeletionPageTexts = {
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
      body: 'Si vous n’aviez pas demandé sa suppression, quelqu’un d’autre y a accès : reprenez le contrôle de votre compte.',
    },
  },
  undo: {
    title: 'Annuler la suppression ?',
    body: 'Le compte revient comme il était. Les jetons d’API restent révoqués.',
    act: 'Annuler la suppression',
    done: {
      title: 'Le compte est de retour',
      body: 'Connectez-vous comme avant. Si ce n’est pas vous qui l’aviez supprimé, reprenez-en d’abord le contrôle.',
    },
  },
};
