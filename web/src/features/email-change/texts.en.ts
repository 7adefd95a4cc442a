export const texts = {
  confirmed: 'Confirmed',
  confirmedOn: 'Confirmed',
  unconfirmed: 'Not confirmed',
  unconfirmedFacts: 'Open the link in the mail we sent you.',
  resend: 'Send the link again',
  resent: 'The link was sent again.',
  change: 'Change',
  label: 'Change your e-mail address',
  next: 'New address',
  nextHint: 'We send a link there. Until it is followed, your present address stays.',
  submit: 'Send the link',
  pending: {
    title: 'A change of address is waiting',
    sent: (address: string) => `A link was sent to ${address}: open it, signed in here.`,
    until: 'It is good until',
    give: 'Give up the change',
    given: 'The change of address was given up.',
  },
};

export type EmailChangeTexts = typeof texts;
