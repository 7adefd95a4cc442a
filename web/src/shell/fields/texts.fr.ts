import type { FieldTexts } from './texts.en.ts';

export const texts: FieldTexts = {
  password: {
    show: 'Afficher',
    hide: 'Masquer',
    showLong: 'Afficher le mot de passe',
    hideLong: 'Masquer le mot de passe',
    rule: (min) => `Au moins ${min} caractères. Quelques mots à la suite se retiennent bien.`,
    ruleEither: (min, second) =>
      `Au moins ${min} caractères, ou ${second} si la double authentification est active.`,
    count: (length, min) => `${length} caractères sur ${min}`,
    long: 'Assez long.',
    strong: 'Assez long, et difficile à deviner.',
    repeats: 'Assez long, mais il se répète : facile à deviner.',
    sequence: 'Assez long, mais il suit le clavier ou l’alphabet : facile à deviner.',
    identity: 'Il reprend votre nom ou votre adresse : choisissez autre chose.',
    tooLong: (max) => `Trop long : ${max} caractères au plus.`,
  },
  code: {
    label: 'Code',
    recovery: 'Code de secours',
    hint: 'Les six chiffres de votre application d’authentification, ou l’un de vos codes de secours.',
  },
  role: {
    none: 'Non précisé',
    names: {
      developer: 'Développement',
      devops: 'DevOps',
      system_administrator: 'Administration système',
      data_engineer: 'Ingénierie des données',
      security: 'Sécurité',
      product_manager: 'Gestion de produit',
      designer: 'Design',
      technical_lead: 'Direction technique',
      executive: 'Direction',
      student: 'Études',
      teacher: 'Enseignement',
      other: 'Autre',
    },
  },
  accountType: { label: 'Compte', professional: 'Professionnel', personal: 'Personnel' },
};
