import type { DataExportTexts } from './texts.en.ts';

export const texts: DataExportTexts = {
  section: 'Vos données',
  title: 'Une copie de vos données',
  facts: 'Tout ce qui est conservé à votre sujet : des fichiers JSON, et une page pour les lire.',
  act: 'Demander une copie',
  preparing: 'La copie est en préparation. Un e-mail vous dira quand elle est prête.',
  ready: 'Une copie est prête : l’e-mail à son sujet contient le lien. Elle peut être récupérée jusqu’au',
  failed: 'La dernière copie n’a pas pu être faite. Demandez-en une autre.',
  asked: 'C’est demandé. Un e-mail vous dira quand elle est prête.',
  fetch: {
    title: 'Récupérer la copie de vos données',
    body: 'Une archive ZIP de fichiers JSON. Rangez-la à l’abri des regards.',
    act: 'Télécharger',
    done: { title: 'La copie arrive', body: 'Votre navigateur la range avec vos téléchargements.' },
    signInFirst: 'Connectez-vous au compte qui l’a demandée.',
  },
};
