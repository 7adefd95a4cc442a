export const texts = {
  title: 'Is it really you?',
  body: 'This act asks you to prove it again. It then holds for ten minutes in this browser.',
  password: 'Password',
  passkey: 'Use a passkey',
  submit: 'Continue',
  elsewhere: {
    body: (providers: string) =>
      `Your account has no password. Sign in again with ${providers} in a new tab: this page stays as it is, and goes on by itself.`,
    or: 'or',
    act: 'Sign in again in a new tab',
    newTab: '(opens a new tab)',
    still: 'Not proved yet. Finish in the other tab, then come back.',
    nothing:
      'Your account has no password and no passkey, so nothing here can prove it. Set a password by mail first:',
    set: 'set a password',
  },
};

export type ProofTexts = typeof texts;
