import { type BodyInputOf, type FieldIssues, hds } from '@loge/protocol';
import { issuesOf } from '../../api/issues.ts';

/** Those that are ticked; others are chosen one at a time. */
export const firstLanguages = ['fr', 'en', 'de', 'es', 'it'] as const;
type FirstLanguage = (typeof firstLanguages)[number];

/** An application's field is called by its id. */
type Serves = Record<`app:${string}`, string>;

export type ContactValues = ReturnType<typeof detailValues> &
  Record<`speaks_${FirstLanguage}`, boolean> &
  Serves;

type Body = BodyInputOf<typeof hds.createContact>;

const isFirst = (code: string): code is FirstLanguage => firstLanguages.some((known) => known === code);
const isLanguage = (code: string): code is (typeof hds.languages)[number] =>
  hds.languages.some((known) => known === code);

const detailValues = (contact: hds.HealthContact | null) => ({
  org_type: contact?.org_type ?? '',
  name: contact?.name ?? '',
  email: contact?.email ?? '',
  phone_number: contact?.phone_number ?? '',
  company: contact?.company ?? '',
  address_line1: contact?.address_line1 ?? '',
  address_line2: contact?.address_line2 ?? '',
  address_city: contact?.address_city ?? '',
  address_zip: contact?.address_zip ?? '',
  address_country: contact?.address_country ?? '',
  hours: contact?.hours ?? '',
  notes: contact?.notes ?? '',
  /** One language besides those that are ticked. */
  language: contact?.languages.find((code) => !isFirst(code)) ?? '',
});

/** @param app the application that a new contact is for: both roles there are offered. */
export function valuesOf(
  contact: hds.HealthContact | null,
  app: string | null,
  applications: readonly hds.HealthApplication[],
): ContactValues {
  const speaks = firstLanguages.map((code) => [`speaks_${code}`, contact?.languages.includes(code) ?? false]);
  const serves = applications.map(({ id }) => [`app:${id}`, id === app ? 'both' : roleIn(contact, id)]);
  return { ...detailValues(contact), ...Object.fromEntries(speaks), ...Object.fromEntries(serves) };
}

function roleIn(contact: hds.HealthContact | null, app: string): string {
  const roles = contact?.applications.find(({ id }) => id === app)?.roles ?? [];
  return roles.length > 1 ? 'both' : (roles[0] ?? '');
}

const rolesOf = (choice: string): hds.Role[] =>
  choice === 'both' ? [...hds.roles] : hds.roles.filter((role) => role === choice);

export function bodyOf(values: ContactValues, contact: hds.HealthContact | null): Body {
  const { language, ...fields } = values;
  // Those that the form does not show stay.
  const others = (contact?.languages ?? []).filter((code) => !isFirst(code)).slice(1);
  const spoken = [...firstLanguages.filter((code) => values[`speaks_${code}`]), language, ...others];
  const applications = Object.entries(values).flatMap(([name, choice]) => {
    const roles = name.startsWith('app:') ? rolesOf(String(choice)) : [];
    return roles.length > 0 ? [{ id: name.slice('app:'.length), roles }] : [];
  });
  return {
    org_type: hds.orgTypes.find((type) => type === fields.org_type) ?? null,
    name: fields.name,
    email: fields.email,
    phone_number: fields.phone_number,
    company: fields.company,
    address_line1: fields.address_line1,
    address_line2: fields.address_line2,
    address_city: fields.address_city,
    address_zip: fields.address_zip,
    address_country: fields.address_country,
    hours: fields.hours,
    notes: fields.notes,
    languages: [...new Set(spoken)].filter(isLanguage),
    applications,
  };
}

/** What is wrong before it is sent: the protocol's own rules, and what is missing. */
export function contactIssues(values: ContactValues, contact: hds.HealthContact | null): FieldIssues {
  const missing = hds.neededFields.filter((field) => values[field].trim() === '');
  return {
    ...issuesOf(hds.createContact.body.schema, bodyOf(values, contact)),
    ...Object.fromEntries(missing.map((field) => [field, [{ code: 'missing' as const }]])),
  };
}
