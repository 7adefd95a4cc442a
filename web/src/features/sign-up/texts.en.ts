export const texts = {
  title: 'Create your account',
  intro: (platform: string) => `One account for everything on ${platform}.`,
  continueWith: (provider: string) => `Continue with ${provider}`,
  email: 'E-mail',
  username: 'Username',
  usernameHint: 'Letters, digits, dots, hyphens and underscores.',
  fullname: 'Full name',
  optional: 'Optional',
  password: 'Password',
  role: 'What you do',
  language: 'Language of pages and mails',
  newsletter: 'One letter a month about what is new',
  newsletterHint: 'You can stop it at any time, in one click.',
  submit: 'Create the account',
  haveAccount: 'Already have an account?',
  signIn: 'Sign in',
  sent: {
    title: 'Check your mail',
    intro: (email: string) => `We have written to ${email}.`,
    body: (hours: number) =>
      `Open the link in that mail within ${hours} hours to confirm that the address is yours.`,
    nothing: 'Nothing came? Look in the spam folder, or sign in and ask for the mail again.',
    signIn: 'Sign in',
  },
  confirm: {
    title: 'Confirm your address',
    checking: 'Confirming…',
    signInFirst:
      'Sign in to confirm this address: the link and your sign-in together prove that it is yours.',
    notYou: 'You did not create this account?',
    notYouHelp:
      'Somebody may have used your address. Leave the mail alone and the address becomes free after 7 days, or take it back now:',
    takeBack: 'set a password of your own',
    done: {
      title: 'Your address is confirmed',
      body: (email: string) => `${email} is yours, and your account is complete.`,
      act: 'Continue',
    },
    already: {
      title: 'Your address is already confirmed',
      body: (email: string) => `There is nothing more to do for ${email}.`,
    },
    expired_link: {
      title: 'This link has expired',
      body: 'Ask for a new one: it replaces every earlier link.',
    },
    used_link: {
      title: 'This link has already been used',
      body: 'Ask for a new one: it replaces every earlier link.',
    },
    invalid_link: {
      title: 'This link does not work here',
      body: (email: string) =>
        `You are signed in as ${email}. The link may be incomplete, or it may belong to another account.`,
    },
    incomplete: { title: 'This link is incomplete', body: 'Open it from the mail again, whole.' },
    failed: 'Your address is not confirmed yet',
    retry: 'Try again',
    resend: 'Send a new link',
    resent: (email: string) => `A new link is on its way to ${email}.`,
    signOut: 'Sign out',
  },
};

export type SignUpTexts = typeof texts;
