import type { OutboxTexts } from './texts.en.ts';

export const texts: OutboxTexts = {
  title: 'Boîte d’envoi',
  intro: 'Les messages qu’une vraie plateforme aurait envoyés. Dans la démo, ils restent sur cette machine.',
  list: 'Messages, du plus récent au plus ancien',
  empty: 'Aucun message. Créez un compte ou demandez un mot de passe : il arrive ici en une seconde.',
  to: (address) => `À ${address}`,
  from: 'De',
  recipient: 'À',
  sent: 'Envoyé',
};
