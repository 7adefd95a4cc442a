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
};
