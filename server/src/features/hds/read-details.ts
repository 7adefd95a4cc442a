import type { BodyOf, FieldIssues, hds } from '@loge/protocol';
import { AppError } from '../../kernel/app-error.ts';
import { textOf } from '../../kernel/text-list.ts';
import { type Details, detailsOf, missingIn } from './contact.ts';
import { readPhone } from './read-phone.ts';

type Given = BodyOf<typeof hds.editContact>;

/** The details as they are after what was given. Throws 422 on `phone_number`. */
export function readDetails(before: Details, given: Given): Details {
  const text = (name: 'name' | 'email' | 'company' | 'address_line1' | 'address_city' | 'notes' | 'hours') =>
    given[name] === undefined ? before[name] : (given[name] ?? '');
  const country =
    given.address_country === undefined ? before.address_country : (given.address_country ?? '');
  return {
    ...detailsOf(before),
    org_type: given.org_type === undefined ? before.org_type : given.org_type,
    name: text('name'),
    email: text('email'),
    phone_number:
      given.phone_number === undefined ? before.phone_number : phoneIn(given.phone_number ?? '', country),
    company: text('company'),
    address_line1: text('address_line1'),
    address_line2: given.address_line2 === undefined ? before.address_line2 : given.address_line2 || null,
    address_city: text('address_city'),
    address_zip: given.address_zip === undefined ? before.address_zip : (given.address_zip ?? ''),
    address_country: country,
    notes: text('notes'),
    hours: text('hours'),
    languages: given.languages === undefined ? before.languages : textOf([...new Set(given.languages)]),
  };
}

function phoneIn(text: string, country: string): string {
  if (text === '') return '';
  const number = readPhone(text, country);
  if (number === null)
    throw new AppError('invalid_fields', { fields: { phone_number: [{ code: 'invalid_phone' }] } });
  return number;
}

/** Throws 422 on each field that is needed and missing. */
export function demandComplete(details: Details): void {
  const missing = missingIn(details);
  if (missing.length === 0) return;
  const fields: FieldIssues = Object.fromEntries(missing.map((field) => [field, [{ code: 'missing' }]]));
  throw new AppError('invalid_fields', { fields });
}
