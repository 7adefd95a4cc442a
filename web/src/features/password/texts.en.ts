export const texts = {
  credentials: {
    title: 'E-mail address and password',
    password: 'Password',
    changed: 'Changed',
    change: 'Change',
    current: 'Current password',
    next: 'New password',
    warning: 'Other browsers will be signed out. You stay signed in here.',
    submit: 'Change the password',
    done: 'Other browsers have been signed out.',
  },
  none: {
    facts: 'None is set. A link by mail sets one; all your sessions then end.',
    act: 'Set one by mail',
    mailed: (email: string, minutes: number) =>
      `A link is on its way to ${email}. It works once, for ${minutes} minutes.`,
    again: 'Mail another link',
  },
  forgotten: {
    title: 'Forgotten your password?',
    intro: 'Give the address of your account: we mail you a link to set a new one.',
    email: 'E-mail',
    submit: 'Mail me a link',
    back: 'Back to sign-in',
  },
  takeBack: {
    title: 'Was somebody else in your account?',
    intro:
      'Give the address of your account. The link that we mail you opens a page where you set a new password and, in the same act, end everything that lets somebody back in: API tokens, SSH keys, passkeys, sessions.',
  },
  sent: {
    title: 'Check your mail',
    intro: (email: string) => `If an account has the address ${email}, a mail is on its way.`,
    body: (minutes: number) =>
      `The link in it works once, for ${minutes} minutes. Nothing came? Look in the spam folder.`,
    again: 'Try another address',
  },
  bad: {
    invalid_link: {
      title: 'This link does not work',
      body: 'Part of it may be missing. Open it from the mail again, or ask for a new one.',
    },
    expired_link: {
      title: 'This link has expired',
      body: 'It was good for a short while only, to keep your account safe.',
    },
    used_link: {
      title: 'This link has already been used',
      body: 'Each link sets a password once. Ask for another if you need it.',
    },
    act: 'Ask for a new link',
  },
};

export type PasswordTexts = typeof texts;
