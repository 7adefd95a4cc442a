import type { profile } from '@loge/protocol';

export const texts = {
  password: {
    show: 'Show',
    hide: 'Hide',
    showLong: 'Show the password',
    hideLong: 'Hide the password',
    rule: (min: number) => `At least ${min} characters. A few words in a row are easy to keep in mind.`,
    ruleEither: (min: number, second: number) =>
      `At least ${min} characters, or ${second} with two-factor sign-in on.`,
    count: (length: number, min: number) => `${length} of ${min} characters`,
    long: 'Long enough.',
    strong: 'Long enough, and hard to guess.',
    repeats: 'Long enough, but it repeats itself: easy to guess.',
    sequence: 'Long enough, but it follows the keyboard or the alphabet: easy to guess.',
    word: 'Long enough, but it is one word with something around it: easy to guess.',
    identity: 'It is made of your own name or address: choose something else.',
    tooLong: (max: number) => `Too long: at most ${max} characters.`,
  },
  code: {
    label: 'Code',
    recovery: 'Recovery code',
    hint: 'Six digits from your authenticator app, or one of your recovery codes.',
  },
  codes: {
    title: 'Your recovery codes',
    body: 'Each of them lets you in once without your authenticator app or passkey. They are shown now and never again: keep them where you keep what matters.',
    copy: 'Copy',
    copied: 'Copied.',
    notCopied: 'The browser did not allow copying: select them by hand.',
    download: 'Download',
    file: 'recovery-codes.txt',
    print: 'Print',
    kept: 'I have kept them in a safe place',
    done: 'Done',
  },
  role: {
    none: 'Not said',
    names: {
      developer: 'Developer',
      devops: 'DevOps',
      system_administrator: 'System administrator',
      data_engineer: 'Data engineer',
      security: 'Security',
      product_manager: 'Product manager',
      designer: 'Designer',
      technical_lead: 'Technical lead',
      executive: 'Executive',
      student: 'Student',
      teacher: 'Teacher',
      other: 'Other',
    } satisfies Record<profile.Role, string>,
  },
  expiry: {
    label: 'Expires',
    never: 'Never',
    days: (count: number) => (count === 1 ? 'In 1 day' : `In ${count} days`),
    date: 'On a date…',
    day: 'Last day',
    dayHint: 'It works until the end of that day.',
  },
  copy: {
    act: 'Copy',
    long: (what: string) => `Copy ${what}`,
    done: 'Copied',
    failed: 'The browser did not allow copying. It is selected: copy it with your keyboard.',
  },
  accountType: { label: 'Account for', professional: 'Professional', personal: 'Personal' },
};

export type FieldTexts = typeof texts;
