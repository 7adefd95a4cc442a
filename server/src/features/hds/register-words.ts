import type { hds, Locale } from '@loge/protocol';

/** The columns of the register as a table, in their order. */
export const columns = [
  'application_id',
  'application_name',
  'owner_id',
  'owner_username',
  'owner_email',
  'owner_name',
  'owner_company',
  'role',
  'contact_id',
  'org_type',
  'name',
  'email',
  'phone_number',
  'company',
  'address_line1',
  'address_line2',
  'address_zip',
  'address_city',
  'address_country',
  'languages',
  'hours',
  'notes',
  'reviewed_at',
  'review_due_at',
  'review_opened_at',
  'review_opened_because',
  'gaps',
] as const;
type Column = (typeof columns)[number];

interface RegisterWords {
  readonly columns: Record<Column, string>;
  readonly roles: Record<hds.Role, string>;
  readonly orgTypes: Record<hds.OrgType, string>;
  readonly gaps: Record<hds.Gap, string>;
  readonly openings: Record<hds.Opening, string>;
  /** Of whoever's account was deleted. */
  readonly erased: string;
}

export const registerWords: Record<Locale, RegisterWords> = {
  en: {
    columns: {
      application_id: 'Application id',
      application_name: 'Application',
      owner_id: 'Customer id',
      owner_username: 'Customer’s username',
      owner_email: 'Customer’s e-mail',
      owner_name: 'Customer’s name',
      owner_company: 'Customer’s organisation',
      role: 'Role',
      contact_id: 'Contact id',
      org_type: 'Kind of organisation',
      name: 'Contact',
      email: 'E-mail',
      phone_number: 'Telephone',
      company: 'Organisation',
      address_line1: 'Address',
      address_line2: 'Address, second line',
      address_zip: 'Postcode',
      address_city: 'Town',
      address_country: 'Country',
      languages: 'Languages',
      hours: 'Can be reached',
      notes: 'Notes',
      reviewed_at: 'Last review (UTC)',
      review_due_at: 'Next review due (UTC)',
      review_opened_at: 'Review asked for (UTC)',
      review_opened_because: 'Why',
      gaps: 'Gaps',
    },
    roles: {
      designates_professional: 'Can name an authorised health professional',
      incident_referent: 'Incident referent',
    },
    orgTypes: {
      company: 'Company',
      'non-profit': 'Non-profit organisation',
      administration: 'Public administration',
    },
    gaps: {
      no_contact: 'No contact who can name a health professional',
      review_due: 'Review overdue or asked for',
      no_incident_referent: 'No incident referent',
    },
    openings: {
      mail_refused: 'Mail to the contact is refused',
      mail_bounced: 'Mail to the contact came back',
      disputed: 'The contact says that their details are wrong',
    },
    erased: '(account deleted)',
  },
  fr: {
    columns: {
      application_id: 'Identifiant de l’application',
      application_name: 'Application',
      owner_id: 'Identifiant du client',
      owner_username: 'Nom d’utilisateur du client',
      owner_email: 'E-mail du client',
      owner_name: 'Nom du client',
      owner_company: 'Organisme du client',
      role: 'Rôle',
      contact_id: 'Identifiant du contact',
      org_type: 'Type d’organisme',
      name: 'Contact',
      email: 'E-mail',
      phone_number: 'Téléphone',
      company: 'Organisme',
      address_line1: 'Adresse',
      address_line2: 'Complément d’adresse',
      address_zip: 'Code postal',
      address_city: 'Ville',
      address_country: 'Pays',
      languages: 'Langues',
      hours: 'Joignable',
      notes: 'Notes',
      reviewed_at: 'Dernière révision (UTC)',
      review_due_at: 'Prochaine révision due (UTC)',
      review_opened_at: 'Révision demandée (UTC)',
      review_opened_because: 'Motif',
      gaps: 'Manques',
    },
    roles: {
      designates_professional: 'Peut désigner un professionnel de santé habilité',
      incident_referent: 'Référent incident',
    },
    orgTypes: {
      company: 'Entreprise',
      'non-profit': 'Association',
      administration: 'Administration',
    },
    gaps: {
      no_contact: 'Aucun contact pour désigner un professionnel de santé',
      review_due: 'Révision en retard ou demandée',
      no_incident_referent: 'Aucun référent incident',
    },
    openings: {
      mail_refused: 'Le courrier adressé au contact est refusé',
      mail_bounced: 'Le courrier adressé au contact est revenu',
      disputed: 'Le contact signale que ses coordonnées sont inexactes',
    },
    erased: '(compte supprimé)',
  },
};
