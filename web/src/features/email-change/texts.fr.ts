import type { EmailChangeTexts } from './texts.en.ts';

export const texts: EmailChangeTexts = {
  confirmed: 'Confirmée',
  confirmedOn: 'confirmée',
  unconfirmed: 'Non confirmée',
  unconfirmedFacts: 'Ouvrez le lien de l’e-mail que nous vous avons envoyé.',
  resend: 'Renvoyer le lien',
  resent: 'Le lien a été renvoyé.',
  change: 'Changer',
  label: 'Changer votre adresse e-mail',
  next: 'Nouvelle adresse',
  nextHint: 'Nous y envoyons un lien. Tant qu’il n’est pas suivi, votre adresse actuelle reste.',
  submit: 'Envoyer le lien',
  cancel: 'Annuler',
  waiting: (address: string) => `En attente de ${address}`,
  waitingFacts: 'Ouvrez le lien que nous y avons envoyé, en étant connecté ici. Il vaut jusqu’au',
  give: 'Renoncer au changement',
  given: 'Le changement est abandonné.',
  sent: (address: string) => `Le lien est en route vers ${address}.`,
};
