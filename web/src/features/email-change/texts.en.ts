export const texts = {
  confirmed: 'Confirmed',
  confirmedOn: 'confirmed',
  unconfirmed: 'Not confirmed',
  unconfirmedFacts: 'Open the link in the mail we sent you.',
  resend: 'Send the link again',
  resent: 'The link was sent again.',
  change: 'Change',
  label: 'Change your e-mail address',
  next: 'New address',
  nextHint: 'We send a link there. Until it is followed, your present address stays.',
  submit: 'Send the link',
  cancel: 'Cancel',
  waiting: (address: string) => `Waiting for ${address}`,
  waitingFacts: 'Open the link that we sent there, signed in here. It is good until',
  give: 'Give up the change',
  given: 'The change was given up.',
  sent: (address: string) => `The link is on its way to ${address}.`,
};

export type EmailChangeTexts = typeof texts;
