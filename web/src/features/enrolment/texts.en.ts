export const texts = {
  title: 'Become an operator',
  intro: (username: string, email: string) => `Account ${username}, ${email}.`,
  signInFirst: 'Sign in to the account that was made an operator’s: it already has a password.',
  form: 'Password and second factor',
  passwordTitle: 'Choose a password',
  password: 'Password',
  factorTitle: 'Set up a second factor',
  factorWhy: 'Operators always sign in with a code as well.',
  submit: 'Turn it on and go on',
  again: 'Show a new key',
  done: {
    title: 'You are an operator',
    body: 'From now on, signing in asks for your password and for the next code of your app.',
    signIn: 'Sign in',
    home: 'Go to the home page',
  },
  without: {
    title: 'Being an operator takes a second factor',
    body: 'Open the link that a colleague has for you: it sets one up. The operators’ pages stay closed until then.',
    help: 'The link works once, for an hour. When it is over, have it made again: ',
    command: 'loge operator create',
    home: 'Go on as a member',
  },
  bad: {
    invalid_link: {
      title: 'This link does not work',
      body: 'It may have been cut short: copy all of it. If it is whole, have another one made.',
    },
    /** Somebody is signed in, maybe with another account. */
    other_account: {
      title: 'This link is not for this account',
      body: (email: string) =>
        `You are signed in as ${email}. The link is for another account, or was cut short: sign out and open it again.`,
    },
    expired_link: {
      title: 'This link has expired',
      body: 'It was good for an hour. Have a colleague make another one.',
    },
    used_link: {
      title: 'This link has been used',
      body: 'If it was you, sign in. If it was not, tell a colleague at once: they can reset the account.',
    },
    signIn: 'Sign in',
    signOut: 'Sign out',
  },
};

export type EnrolmentTexts = typeof texts;
