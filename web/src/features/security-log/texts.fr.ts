import type { SecurityLogTexts } from './texts.en.ts';

export const texts: SecurityLogTexts = {
  title: 'Journal de sécurité',
  intro:
    'Tout ce qui est arrivé à votre compte, du plus récent au plus ancien. Si ce n’était pas vous, fermez tous les autres accès, retirez les clés d’accès que vous ne reconnaissez pas et choisissez un nouveau mot de passe.',
  open: 'Ouvrir le journal',
  rowFacts: 'Chaque connexion et chaque changement, avec la date et l’adresse.',
  show: 'Afficher',
  categories: {
    all: 'Tout',
    sign_in: 'Connexions',
    credentials: 'Moyens de connexion',
    tokens: 'Jetons',
    account: 'Compte',
  },
  empty: 'Rien de tel n’est arrivé.',
  newer: 'Plus récents',
  older: 'Plus anciens',
  page: (page: number, pages: number) => `Page ${page} sur ${pages}`,
  download: 'Télécharger en CSV',
  file: 'journal-de-securite.csv',
  columns: ['Heure (UTC)', 'Ce qui est arrivé', 'Adresse', 'Type', 'Détails'],
  back: 'Authentification',
};
