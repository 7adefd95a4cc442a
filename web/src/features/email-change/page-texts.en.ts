export const texts = {
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
      body: 'Your account keeps this address. If you did not ask for the change, somebody else is in: take your account back.',
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

export type EmailChangePageTexts = typeof texts;
