import type { hds } from '@loge/protocol';

/** How a contact's details are called. */
export const texts = {
  org_type: 'Kind of organisation',
  orgTypes: {
    company: 'Company',
    'non-profit': 'Non-profit organisation',
    administration: 'Public administration',
  } satisfies Record<hds.OrgType, string>,
  name: 'Name',
  email: 'E-mail',
  phone_number: 'Telephone',
  company: 'Organisation',
  address_line1: 'Address',
  address_line2: 'Address, second line',
  address_city: 'Town',
  address_zip: 'Postcode',
  address_country: 'Country',
  languages: 'Languages',
  hours: 'Can be reached',
  notes: 'Notes',
};

export type DetailTexts = typeof texts;
