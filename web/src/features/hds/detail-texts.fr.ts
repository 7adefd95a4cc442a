import type { DetailTexts } from './detail-texts.en.ts';

export const texts: DetailTexts = {
  org_type: 'Type d’organisme',
  orgTypes: {
    company: 'Entreprise',
    'non-profit': 'Association',
    administration: 'Administration',
  },
  name: 'Nom',
  email: 'E-mail',
  phone_number: 'Téléphone',
  company: 'Organisme',
  address_line1: 'Adresse',
  address_line2: 'Complément d’adresse',
  address_city: 'Ville',
  address_zip: 'Code postal',
  address_country: 'Pays',
  languages: 'Langues',
  hours: 'Joignable',
  notes: 'Notes',
};
