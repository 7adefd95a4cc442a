import type { DeletionTexts } from './texts.en.ts';

export const texts: DeletionTexts = {
  section: 'Supprimer le compte',
  row: {
    title: 'Ferme aussitôt tous les accès, puis efface vos données.',
    grace: (days: number) =>
      days === 0
        ? 'Une fois la suppression confirmée par e-mail, il n’y a pas de retour possible.'
        : `Une fois la suppression confirmée par e-mail, vous avez ${days} jours pour changer d’avis.`,
    act: 'Supprimer mon compte',
  },
  owned: {
    have: (count: number) =>
      count === 1 ? 'Vous possédez une application :' : `Vous possédez ${count} applications :`,
    and: ' et ',
    first: (count: number) =>
      count === 1 ? 'Transférez-la ou supprimez-la d’abord.' : 'Transférez-les ou supprimez-les d’abord.',
    after: (days: number) => (days === 0 ? '' : `Ensuite, vous aurez ${days} jours pour changer d’avis.`),
  },
  asking: {
    title: 'Supprimer votre compte ?',
    goes: 'Une fois la suppression confirmée depuis l’e-mail, toutes les sessions se terminent et tous les jetons d’API sont révoqués. Votre nom d’utilisateur et votre adresse redeviennent libres.',
    kept: 'Ce que la loi nous demande de garder reste quelques années : les reçus des documents acceptés, sans votre nom ni votre adresse.',
    grace: (days: number) =>
      days === 0
        ? 'Vos données sont effacées aussitôt. Il n’y a pas de retour possible.'
        : `Pendant ${days} jours, un lien de l’e-mail permet de revenir en arrière. Ensuite, vos données sont effacées.`,
    confirm: (username: string) => `Supprimer le compte « ${username} »`,
    act: 'M’envoyer l’e-mail',
  },
  sent: 'L’e-mail contenant le lien est en route.',
  asked: 'Demandée le',
  askedMail: 'L’e-mail à ce sujet contient le lien pour continuer, et un autre pour l’arrêter.',
};
