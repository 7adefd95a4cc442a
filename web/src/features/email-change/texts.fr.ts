import type { EmailChangeTexts } from './texts.en.ts';

export const texts: EmailChangeTexts = {
  confirmed: 'Confirmée',
  confirmedOn: 'Confirmée',
  unconfirmed: 'Non confirmée',
  unconfirmedFacts: 'Ouvrez le lien de l’e-mail que nous vous avons envoyé.',
  resend: 'Renvoyer le lien',
  resent: 'Le lien a été renvoyé.',
  change: 'Changer',
  label: 'Changer votre adresse e-mail',
  next: 'Nouvelle adresse',
  nextHint: 'Nous y envoyons un lien. Tant qu’il n’est pas suivi, votre adresse actuelle reste.',
  submit: 'Envoyer le lien',
  pending: {
    title: 'Changement d’adresse en attente',
    sent: (address: string) => `Un lien a été envoyé à ${address}, à ouvrir en étant connecté ici.`,
    until: 'Il est valable jusqu’au',
    give: 'Renoncer',
    given: 'Vous avez renoncé au changement d’adresse.',
  },
};
