import type { hds } from '@loge/protocol';
import { texts as details } from './detail-texts.en.ts';
import { texts as errors } from './error-texts.en.ts';

const two = (many: number, one: string, more: string) => (many === 1 ? one : more);

export const texts = {
  /** What the server refuses in a form. */
  errors,
  details,
  intro: (months: number) =>
    `Whom the authority and the platform can reach about your applications that hold health data. Each contact is reviewed ${two(months, 'every month', `at least every ${months} months`)}.`,
  introComing: 'Whom the authority and the platform can reach about your applications that hold health data.',
  due: {
    title: (count: number) =>
      two(count, 'One thing needs your attention', `${count} things need your attention`),
    uncovered: (names: string) => `Without a contact: ${names}.`,
    toReview: (names: string) => `To be reviewed: ${names}.`,
  },
  documents: {
    title: 'Documents',
    hint: 'What you accept before an application may hold health data.',
    none: 'No document is asked for here.',
    accepted: 'Accepted',
    pending: 'To be accepted',
    version: (version: string) => `Version ${version}`,
    acceptedOn: 'accepted on',
    by: 'to be accepted by',
    read: (name: string) => `Read “${name}” (PDF)`,
    accept: 'Go and accept',
    acceptLong: (name: string) => `Go and accept “${name}”`,
  },
  applications: {
    title: 'Health applications',
    hint: 'The platform tells us which of your applications hold health data.',
    none: 'None of your applications holds health data. Once the platform registers one, it shows here with its contact.',
    since: 'holds health data since',
    gaps: {
      no_contact: 'No contact',
      review_due: 'Review due',
      no_incident_referent: 'No incident referent',
    } satisfies Record<hds.Gap, string>,
    fine: 'Up to date',
    add: 'Add a contact',
    addLong: (name: string) => `Add a contact for ${name}`,
  },
  roles: {
    designates_professional: 'Names health professionals',
    incident_referent: 'Incident referent',
  } satisfies Record<hds.Role, string>,
  holder: (role: string, name: string) => `${role}: ${name}`,
  bothRoles: 'Both roles',
  noRole: 'Does not serve it',
  contacts: {
    title: 'Contacts',
    hint: 'One person can serve several applications.',
    none: 'No contact yet. Add the person who can name an authorised health professional, and whoever is called when there is an incident.',
    add: 'Add a contact',
    states: {
      fine: 'Up to date',
      due: 'Review due',
      opened: 'To be looked at',
      missing: 'Incomplete',
      unused: 'Serves no application',
    },
    opened: {
      mail_refused: 'Mail to this address is refused. Correct it, or say that it is right all the same.',
      mail_bounced: 'Mail to this address came back. Correct it, or say that it is right all the same.',
      disputed:
        'They say that these details are not right. Correct them, or say that they are right all the same.',
    } satisfies Record<hds.Opening, string>,
    dueNow: 'The last review is too long ago. Say that it is still right, or correct it.',
    missing: 'Some of what is needed is missing. Complete it.',
    reviewed: 'reviewed',
    never: 'never reviewed',
    until: 'next review by',
    serves: (names: string) => `Serves ${names}`,
    right: 'Still right',
    rightLong: (name: string) => `${name} is still right`,
    edit: 'Edit',
    editLong: (name: string) => `Edit ${name}`,
    ask: 'Ask',
    askLong: (name: string) => `Ask ${name} whether their details are right`,
    remove: 'Remove',
    removeLong: (name: string) => `Remove ${name}`,
    history: 'Reviews',
    historyLong: (name: string) => `Reviews of ${name}`,
  },
  said: {
    added: (name: string) => `${name} was added.`,
    saved: (name: string) => `${name} was saved, which counts as a review.`,
    reviewed: 'Thank you: it is reviewed.',
    asked: (email: string) =>
      `A link is on its way to ${email}. It shows their own details, and nothing else.`,
    removed: (name: string) => `${name} was removed.`,
    gone: 'It had been removed already.',
  },
  form: {
    adding: 'New contact',
    editing: (name: string) => `Edit ${name}`,
    add: 'Add the contact',
    save: 'Save',
    note: 'Saving is a review: the next one is due a year from now at the latest.',
    choose: 'Choose…',
    phoneHint: 'With its country, or as it is dialled in the country of the address.',
    optional: (label: string) => `${label} (optional)`,
    hoursHint: 'For example: Monday to Friday, 9 to 17, and the night desk otherwise.',
    moreLanguages: 'Another language (optional)',
    noLanguage: 'None',
    serves: 'Applications',
    now: (name: string) => `Now: ${name}`,
  },
  removing: {
    title: (name: string) => `Remove ${name}?`,
    act: 'Remove the contact',
    serves: (names: string) => `They are no longer the contact of ${names}, which then may have none.`,
    kept: 'The register for the authority still has them for the time until now.',
  },
  history: {
    title: (name: string) => `Reviews of ${name}`,
    by: { member: 'by you', contact: 'by the contact', platform: 'by the platform' } satisfies Record<
      hds.Review['by'],
      string
    >,
    outcomes: {
      created: 'Added',
      edited: 'Corrected',
      still_right: 'Still right',
      confirmed: 'Confirmed',
      disputed: 'Said to be wrong',
      opened: 'Review asked for',
    } satisfies Record<hds.ReviewOutcome, string>,
  },
};

export type HdsTexts = typeof texts;
