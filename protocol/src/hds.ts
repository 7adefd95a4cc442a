import * as z from 'zod/mini';
import { countries } from './countries.ts';
import { email, emailOrNothing, id, instant, line, linkToken, locale } from './primitives.ts';
import { anyone, type Chapter, member, operatorOr, route } from './route.ts';

/**
 * Health data (HDS): who can be reached about an application that holds some, whether that is still right, and the register
 * that the health authority may ask for (docs/contract.md#health-data, docs/rules.md#health-data).
 */

export const chapter: Chapter = {
  order: 5,
  routes: ['hds'],
  name: 'Health data',
  about: 'Health applications, their points of contact, the reviews of these, and the register.',
};

export const orgTypes = ['company', 'non-profit', 'administration'] as const;
export type OrgType = (typeof orgTypes)[number];

/**
 * What a contact is for an application. The law's is the first: whoever can name an authorised health professional (HDS
 * referential 2.0, requirement 11). The other is called when there is an incident (code de la santé publique, R. 1111-11, 5°).
 */
export const roles = ['designates_professional', 'incident_referent'] as const;
export type Role = (typeof roles)[number];

/** Languages that a contact can say they speak, by ISO 639-1; pages and the register name them by Intl. */
export const languages = [
  ...[
    'fr',
    'en',
    'ar',
    'bg',
    'ca',
    'cs',
    'da',
    'de',
    'el',
    'es',
    'et',
    'fi',
    'ga',
    'he',
    'hi',
    'hr',
    'hu',
    'it',
  ],
  ...[
    'ja',
    'ko',
    'lb',
    'lt',
    'lv',
    'mt',
    'nl',
    'no',
    'pl',
    'pt',
    'ro',
    'ru',
    'sk',
    'sl',
    'sv',
    'tr',
    'uk',
    'zh',
  ],
] as const;

/** Fields without which a contact cannot be reached, or not as the law wants it. */
export const neededFields = [
  'org_type',
  'name',
  'email',
  'phone_number',
  'company',
  'address_line1',
  'address_city',
  'address_zip',
  'address_country',
] as const;
export type NeededField = (typeof neededFields)[number];

const details = {
  org_type: z.nullable(z.enum(orgTypes)),
  name: z.string(),
  email: z.string(),
  phone_number: z.string(),
  company: z.string(),
  address_line1: z.string(),
  address_line2: z.nullable(z.string()),
  address_city: z.string(),
  address_zip: z.string(),
  address_country: z.string(),
  notes: z.string(),
};

/** As existing clients know it. Nothing is spread here: pages that do not name these schemas then do without them. */
const wireContact = z.extend(z.extend(z.object({ id }), details), {
  updated_at: instant,
  up_to_date: z.boolean(),
});

/** Why a review is open before its time. */
export const openings = ['mail_refused', 'mail_bounced', 'disputed'] as const;
export type Opening = (typeof openings)[number];

const healthContact = z.extend(wireContact, {
  languages: z.array(z.string()),
  /** When they can be reached, in their own words. */
  hours: z.string(),
  created_at: instant,
  /** The last review; null when it is not complete yet. */
  reviewed_at: z.nullable(instant),
  review_due_at: z.nullable(instant),
  /** A review that is asked for before its time. */
  review_opened: z.nullable(z.object({ at: instant, because: z.enum(openings) })),
  /** What is missing. */
  missing: z.array(z.enum(neededFields)),
  /** SHA-256 over the details, which a review may name so that nothing else is reviewed than was shown. */
  details_hash: z.string(),
  /** The applications that it serves. */
  applications: z.array(z.object({ id, name: z.string(), roles: z.array(z.enum(roles)) })),
});
export type HealthContact = z.output<typeof healthContact>;

/** What is wrong with a health application, the worst first. */
export const gaps = ['no_contact', 'review_due', 'no_incident_referent'] as const;
export type Gap = (typeof gaps)[number];

const healthApplication = z.object({
  id,
  name: z.string(),
  url: z.nullable(z.string()),
  hds_since: instant,
  gaps: z.array(z.enum(gaps)),
  contacts: z.array(z.object({ contact_id: id, role: z.enum(roles) })),
});
export type HealthApplication = z.output<typeof healthApplication>;

export const reviewOutcomes = [
  'created',
  'edited',
  'still_right',
  'confirmed',
  'disputed',
  'opened',
] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

const review = z.object({
  id,
  at: instant,
  /** `contact` is the person themselves, by a mailed link; `platform` is Loge, or a machine of the platform. */
  by: z.enum(['member', 'contact', 'platform']),
  outcome: z.enum(reviewOutcomes),
  because: z.nullable(z.enum(openings)),
});
export type Review = z.output<typeof review>;

// What may be given. An empty text and null both empty a field.

const text = (max: number) => z.optional(z.nullable(line(max)));
const isCountry = (code: string): boolean => code === '' || countries.includes(code);
const given = {
  org_type: z.optional(z.nullable(z.enum(orgTypes))),
  name: text(200),
  email: z.optional(z.nullable(emailOrNothing)),
  phone_number: text(60),
  company: text(200),
  address_line1: text(200),
  address_line2: text(200),
  address_city: text(120),
  address_zip: text(20),
  address_country: z.optional(
    z.nullable(z.string().check(z.trim(), z.toUpperCase(), z.refine(isCountry, 'unknown_country'))),
  ),
  notes: text(2000),
};

const ours = {
  ...given,
  languages: z.optional(z.array(z.enum(languages, 'unknown_language')).check(z.maxLength(20, 'too_many'))),
  hours: text(200),
  /** The applications that it serves from now on, each with its roles. Whoever had such a role there loses it. */
  applications: z.optional(
    z
      .array(
        z.strictObject({
          id,
          roles: z.array(z.enum(roles)).check(z.minLength(1, 'missing'), z.maxLength(2, 'too_many')),
        }),
      )
      .check(z.maxLength(500, 'too_many')),
  ),
};

/** Of an application or a contact. */
const params = z.object({ id });

export const putContact = route({
  id: 'hds.put',
  method: 'PUT',
  path: '/v1/apps/:id/hds_contact',
  summary:
    'Set the point of contact of a health application, any of its fields. A contact that serves other applications too stays what it is there.',
  auth: member('hds:write'),
  params,
  body: { root: 'hds_contact', bare: true, schema: z.object(given) },
  status: 200,
  reply: z.object({ hds_contact: wireContact }),
  errors: ['not_found'],
  records: ['edit_hds_contact', 'hds_contact_reviewed'],
});

export const showContact = route({
  id: 'hds.show',
  method: 'GET',
  path: '/v1/apps/:id/hds_contact',
  summary: 'The point of contact of a health application.',
  auth: member('hds:read'),
  params,
  status: 200,
  reply: z.object({ hds_contact: healthContact }),
});

export const listContacts = route({
  id: 'hds.list',
  method: 'GET',
  path: '/v1/hds_contacts',
  summary: 'The account’s health applications, those without a contact first, and its points of contact.',
  auth: member('hds:read'),
  status: 200,
  reply: z.object({
    hds_contacts: z.array(healthContact),
    health_applications: z.array(healthApplication),
    /** A contact is reviewed at least that often. */
    review_months: z.number(),
  }),
});

export const createContact = route({
  id: 'hds.create',
  method: 'POST',
  path: '/v1/hds_contacts',
  summary:
    'Add a point of contact, for any of the account’s health applications. All that is needed must be given.',
  auth: member('hds:write'),
  body: { root: 'hds_contact', bare: true, schema: z.strictObject(ours) },
  status: 201,
  reply: z.object({ hds_contact: healthContact }),
  records: ['edit_hds_contact', 'hds_contact_reviewed'],
});

export const editContact = route({
  id: 'hds.edit',
  method: 'PATCH',
  path: '/v1/hds_contacts/:id',
  summary: 'Change a point of contact wherever it serves; that is a review too.',
  auth: member('hds:write'),
  params,
  body: { root: 'hds_contact', bare: true, schema: z.strictObject(ours) },
  status: 200,
  reply: z.object({ hds_contact: healthContact }),
  records: ['edit_hds_contact', 'hds_contact_reviewed'],
});

export const removeContact = route({
  id: 'hds.remove',
  method: 'DELETE',
  path: '/v1/hds_contacts/:id',
  summary: 'Remove a point of contact. The register still has it for the time until now.',
  auth: member('hds:write'),
  params,
  status: 204,
  reply: null,
  records: ['hds_contact_removed'],
});

export const reviewContact = route({
  id: 'hds.review',
  method: 'POST',
  path: '/v1/hds_contacts/:id/review',
  summary: 'Say that a point of contact is still right.',
  auth: member('hds:write'),
  params,
  body: {
    root: 'review',
    bare: true,
    schema: z.strictObject({
      /** What was shown. Refused with `outdated` when the contact is another by now. */
      details_hash: z.optional(z.string().check(z.maxLength(100, 'too_long'))),
    }),
  },
  status: 200,
  reply: z.object({ hds_contact: healthContact }),
  records: ['hds_contact_reviewed'],
});

export const listReviews = route({
  id: 'hds.reviews',
  method: 'GET',
  path: '/v1/hds_contacts/:id/reviews',
  summary: 'The reviews of a point of contact, newest first: who, when, and with which outcome.',
  auth: member('hds:read'),
  params,
  status: 200,
  reply: z.object({ reviews: z.array(review) }),
});

export const confirmationDays = 30;

export const askContact = route({
  id: 'hds.ask',
  method: 'POST',
  path: '/v1/hds_contacts/:id/confirmation',
  summary: 'Mail the contact a link at which they see their own details, and say whether they are right.',
  auth: member('hds:write', { confirmed: true }),
  params,
  status: 202,
  reply: z.object({}),
  errors: ['throttled'],
  records: ['hds_contact_asked'],
});

export const openConfirmation = route({
  id: 'hds.open_confirmation',
  method: 'POST',
  path: '/v1/hds_confirmations/open',
  summary: 'The details that a mailed link is about, and nothing else.',
  auth: anyone,
  body: { root: null, schema: z.strictObject({ token: linkToken }) },
  status: 200,
  reply: z.object({
    hds_contact: z.object({ ...details, languages: z.array(z.string()), hours: z.string() }),
  }),
  records: { nothing: 'it only reads; the link stands in the body so that no log keeps it' },
});

export const confirmContact = route({
  id: 'hds.confirm',
  method: 'POST',
  path: '/v1/hds_confirmations',
  summary: 'Say by the mailed link whether one’s own details are right. Wrong ones open a review.',
  auth: anyone,
  body: { root: null, schema: z.strictObject({ token: linkToken, right: z.boolean() }) },
  status: 200,
  reply: z.object({}),
  records: ['hds_contact_reviewed', 'hds_review_opened', 'hds_review_reminded'],
});

export const reportBounce = route({
  id: 'hds.report_bounce',
  method: 'POST',
  path: '/v1/admin/hds/bounces',
  summary: 'Mail to this address came back: a review of each contact that has it is opened.',
  auth: operatorOr('hds:write'),
  body: { root: 'bounce', bare: true, schema: z.strictObject({ email }) },
  status: 202,
  reply: z.object({}),
  records: ['hds_review_opened', 'hds_review_reminded'],
});

// The register for the authority.

export const registerFormats = ['json', 'csv'] as const;
export type RegisterFormat = (typeof registerFormats)[number];

const registerForm = {
  /** An instant, or a day, which means its end in UTC; now without it. */
  at: z.optional(z.string().check(z.maxLength(40, 'invalid'))),
  format: z.optional(z.enum(registerFormats)),
  locale: z.optional(locale),
  /** Applications with a gap only. */
  only: z.optional(z.enum(['gaps'])),
};

export const register = route({
  id: 'hds.register',
  method: 'GET',
  path: '/v1/admin/hds/register',
  summary:
    'Every health application, its owner, contacts, the state of their review, and gaps, as of any past instant; as JSON or CSV, in English or French.',
  auth: operatorOr('hds:read'),
  query: z.object(registerForm),
  status: 200,
  reply: null,
  file: ['application/json', 'text/csv'],
});

export const registerDigest = route({
  id: 'hds.register_digest',
  method: 'POST',
  path: '/v1/admin/hds/register/digest',
  summary:
    'The signed digest of the same register: SHA-256 over its bytes, which the same instant makes again.',
  auth: operatorOr('hds:read'),
  body: { root: 'register', bare: true, schema: z.strictObject(registerForm) },
  status: 200,
  records: ['hds_register_signed', 'receipt_key_made'],
  reply: z.object({
    digest: z.object({
      at: instant,
      file: z.string(),
      bytes: z.number(),
      sha256: z.string(),
      /** A JWS over all of the above. */
      jws: z.string(),
    }),
  }),
});
