export const texts = {
  title: 'Set a new password',
  intro: (username: string) => `For the account “${username}”. You then sign in with the new password.`,
  loading: 'Looking at the link',
  password: 'New password',
  submit: 'Set the password',
  submitAnd: (count: number) =>
    count === 1 ? 'Set the password and end the one ticked' : `Set the password and end the ${count} ticked`,
  access: {
    title: 'What else opens your account',
    intro: 'A new password does not stop these. What you tick ends together with the old password.',
    lately: (days: number) => `Made in the last ${days} days`,
    latelyHint: 'Untick what you know to be yours.',
    older: 'Older',
    olderHint: 'Tick what was on a device that you lost, or what you do not know.',
    tickAll: 'Tick all',
    untickAll: 'Untick all',
    kinds: {
      api_token: 'API token',
      ssh_key: 'SSH key',
      passkey: 'Passkey',
      authenticator: 'Authenticator app',
      recovery_codes: 'Recovery codes',
      identity: 'Sign-in with',
      integration: 'Integration',
    },
    named: (kind: string, name: string) => `${kind} “${name}”`,
    made: 'added',
    used: 'last used',
    never: 'never used',
    anyway: 'This ends in any case:',
    sessions: (count: number) => (count === 1 ? 'one open session' : `${count} open sessions`),
    browsers: (count: number) =>
      count === 1
        ? 'one browser that is spared the second factor'
        : `${count} browsers that are spared the second factor`,
    pending: (email: string) => `the change of your address to ${email}, which waits for its link`,
    factorStays:
      'A second factor that has been there for a week or longer stays: a mail alone does not take it away. You need it to sign in.',
  },
  done: {
    title: 'Your password is set',
    intro: 'Every session that was open has ended. Sign in with the new password.',
    ended: (count: number) =>
      count === 1
        ? 'One other way into your account has ended. A mail says which.'
        : `${count} other ways into your account have ended. A mail lists them.`,
    act: 'Sign in',
  },
};

export type ResetTexts = typeof texts;
