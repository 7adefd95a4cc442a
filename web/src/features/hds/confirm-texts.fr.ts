import type { ConfirmTexts } from './confirm-texts.en.ts';
import { texts as details } from './detail-texts.fr.ts';

export const texts: ConfirmTexts = {
  details,
  title: 'Ces coordonnées sont-elles exactes ?',
  body: (platform) =>
    `Un client de ${platform} vous a désigné comme contact pour une application qui héberge des données de santé. Voici tout ce qui est conservé à votre sujet.`,
  right: 'Elles sont exactes',
  wrong: 'Elles ne sont pas exactes',
  done: {
    right: {
      title: 'Merci',
      body: 'Vos coordonnées sont confirmées. Vous pouvez fermer cette page.',
    },
    wrong: {
      title: 'Merci de l’avoir signalé',
      body: 'Le client est averti : il corrigera vos coordonnées ou désignera une autre personne. Vous pouvez fermer cette page.',
    },
  },
};
