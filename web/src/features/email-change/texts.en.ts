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
  confirm: {
    title: 'Use this address from now on?',
    body: 'It will sign you in, and every mail about your account goes there. The old address is told, and can undo it for a week.',
    act: 'Use this address',
    done: { title: 'Your address is changed', body: 'Everything that we write goes there from now on.' },
    signInFirst: 'Sign in to the account that asked for the change, to go on.',
    taken: 'Another account uses this address by now. Nothing was changed.',
  },
  stop: {
    title: 'Cancel the change of address?',
    body: 'Your account keeps this address. The link that was sent to the other one stops working.',
    act: 'Cancel the change',
    done: {
      title: 'Cancelled',
      body: 'Your account keeps this address. If you did not ask for the change, choose a new password now.',
    },
  },
  undo: {
    title: 'Put your address back?',
    body: 'This address comes back. Every session ends; API tokens, second factors and passkeys added since the change was asked for stop working. Then you choose a new password by the mail that we send here.',
    act: 'Put it back',
    done: {
      title: 'This address is back',
      body: 'Everybody is signed out. Open the mail that we have just sent here, and choose a new password.',
    },
  },
};

export type EmailChangeTexts = typeof texts;
