import type { PasskeyTexts } from './texts.en.ts';

export const texts: PasskeyTexts = {
  title: 'Clés d’accès',
  hint: 'Connectez-vous du doigt, du regard ou d’un code PIN plutôt que par mot de passe. Une clé d’accès est aussi un second facteur.',
  none: 'Aucune clé d’accès pour l’instant.',
  add: 'Ajouter une clé d’accès',
  unsupported:
    'Ce navigateur ne connaît pas les clés d’accès. Ouvrez cette page dans un autre pour en ajouter.',
  unavailable: 'Les clés d’accès demandent que la plateforme ait un nom : une adresse IP ne suffit pas.',
  added: 'ajoutée',
  used: 'utilisée',
  never: 'jamais utilisée',
  backup: { device: 'Sur un seul appareil', eligible: 'Peut être sauvegardée', backed_up: 'Sauvegardée' },
  suspended: 'Hors service',
  suspendedFacts:
    'Ajoutée pendant que quelqu’un d’autre tenait peut-être votre compte. Retirez-la si elle n’est pas à vous.',
  rename: 'Renommer',
  remove: 'Retirer',
  renameLong: (name: string) => `Renommer ${name}`,
  removeLong: (name: string) => `Retirer ${name}`,
  removed: (name: string) => `${name} a été retirée.`,
  commandLine:
    'Une ligne de commande ne sait pas utiliser les clés d’accès : créez pour elle un jeton d’API ici, ou utilisez un code de secours.',
  naming: {
    label: 'Nommer la nouvelle clé d’accès',
    name: 'Nom',
    hint: 'Pour la reconnaître : l’appareil, ou l’endroit où elle est rangée.',
    suggestion: 'Ma clé d’accès',
    submit: 'Ajouter',
    save: 'Enregistrer',
  },
  removing: {
    title: 'Retirer cette clé d’accès ?',
    body: (name: string) =>
      `« ${name} » ne vous connectera plus. Votre appareil peut continuer à la proposer : supprimez-la là-bas aussi.`,
    last: 'C’est votre dernier second facteur : se connecter ne demandera plus de second facteur, et vos codes de secours ne fonctionneront plus.',
    lastCheck: 'Je veux continuer sans second facteur',
    password: 'Nouveau mot de passe',
    passwordWhy:
      'Votre mot de passe est trop court pour protéger seul le compte : choisissez-en un plus long.',
    act: 'Retirer',
  },
};
