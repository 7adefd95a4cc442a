export const texts = {
  title: 'Two-factor authentication',
  hint: 'One more step when you sign in: a code that only your phone or computer can show.',
  app: 'Authenticator app',
  on: 'On',
  off: 'Off',
  offFacts: 'Signing in asks for no code.',
  offByPasskey: 'Signing in asks for your passkey or a recovery code.',
  since: 'on since',
  setUp: 'Set up',
  turnOff: 'Turn off',
  setup: {
    label: 'Set up your authenticator app',
    submit: 'Turn on',
  },
  codes: {
    title: 'Recovery codes',
    left: (left: number) => (left === 1 ? 'One is left' : `${left} are left`),
    none: 'None is left: make new ones now.',
    made: 'made',
    stronger: 'We make longer ones now, which are safer. These go on working until you make new ones.',
    renew: 'Make new ones',
    renewTitle: 'Make new recovery codes?',
    renewBody: 'The ones that you have now stop working.',
  },
  disable: {
    title: 'Turn off two-factor authentication?',
    body: 'Signing in will ask for no second factor, and your recovery codes stop working.',
    titleByPasskey: 'Turn off the authenticator app?',
    bodyByPasskey:
      'Your passkey stays as your second factor: signing in will ask for it. Your recovery codes go on working, and so do passkeys on your other devices.',
    code: 'Code of your app, or a recovery code',
    password: 'New password',
    passwordWhy: 'Your password is too short to protect the account alone: choose a longer one.',
    act: 'Turn off',
    doneByPasskey: 'The app is off. Signing in asks for your passkey or a recovery code.',
    done: 'Two-factor authentication is off.',
  },
  stop: {
    title: 'Was it not you?',
    body: 'Two-factor authentication is turned off, every session ends, API tokens that it was done with or that were made since are revoked, passkeys added since stop working, and you get a mail to choose a new password.',
    act: 'Stop it',
    done: {
      title: 'Stopped',
      body: 'Whoever did this is out. Open the mail that we have just sent, and choose a new password.',
    },
  },
  keep: {
    title: 'Keep your second factor?',
    body: 'An operator was asked to remove it. Stop that if it was not you who asked.',
    act: 'Keep my second factor',
    done: {
      title: 'Your second factor stays',
      body: 'Nothing was removed. The operators see that you stopped it.',
    },
  },
};

export type TwoFactorTexts = typeof texts;
