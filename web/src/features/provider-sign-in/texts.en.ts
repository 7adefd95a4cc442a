export const texts = {
  coming: {
    title: (provider: string) => `Back from ${provider}`,
    body: 'One moment…',
  },
  second: {
    title: 'One more step',
    by: (provider: string) => `${provider} says that it is you. Your account asks for a second factor too.`,
    submit: 'Sign in',
    prove: 'Continue',
  },
  form: {
    title: 'Create your account',
    intro: (provider: string, name: string) =>
      `“${name}” at ${provider} has no account here yet. It will sign you in to this one, without a password.`,
    username: 'Username',
    usernameHint: 'Letters, digits, dots, hyphens and underscores.',
    email: 'E-mail',
    verified: (provider: string) => `${provider} has verified this address.`,
    unverified: 'We will write to this address to confirm that it is yours.',
    noAddress: (provider: string) =>
      `${provider} told us no verified address of yours. We will write to this one to confirm that it is yours.`,
    language: 'Language of pages and mails',
    newsletter: 'One letter a month about what is new',
    newsletterHint: 'You can stop it at any time, in one click.',
    submit: 'Create account',
    ended:
      'More than ten minutes have passed, so this cannot be sent any more. Begin again: what you typed is kept.',
    haveAccount: 'Already have an account?',
    signIn: 'Sign in to it',
    connect: (provider: string) => `, then connect ${provider} under Authentication.`,
  },
  sent: {
    title: 'Check your mail',
    intro: (email: string) => `We have written to ${email}.`,
    body: (hours: number, provider: string) =>
      `Sign in here with ${provider} now, then open the link in that mail within ${hours} hours to confirm that the address is yours.`,
    nothing: 'Nothing came? Look in the spam folder, or ask for the mail again once you are signed in.',
    signIn: (provider: string) => `Sign in with ${provider}`,
  },
  taken: {
    title: 'You have an account already',
    body: (email: string, provider: string, name: string) =>
      `${email} is the address of an account here, which “${name}” at ${provider} does not sign in to yet. An address alone opens no account, so this takes one step more.`,
    first: (provider: string) => `Sign in first, then connect ${provider} under Authentication.`,
    signIn: 'Sign in',
    none: 'Your account has no password, or you do not know it?',
    set: 'Set one by mail',
  },
  signedIn: { title: 'You are signed in', body: 'You are taken further.', go: 'Continue' },
  connected: {
    title: (provider: string) => `${provider} signs you in now`,
    body: 'You are taken to Authentication.',
    see: 'See how you sign in',
  },
  proved: {
    title: 'It is you',
    body: 'Go back to the other tab, which goes on by itself. This one can be closed.',
  },
  prove: {
    title: 'Prove that it is you',
    body: (names: string) =>
      `Sign in again with ${names}, and come back to the tab that asked. What is there stays as it is.`,
    act: (provider: string) => `Continue with ${provider}`,
    as: (provider: string, name: string) => `Continue with ${provider} (${name})`,
    or: 'or',
    none: 'Nothing is connected that could sign you in. Set a password by mail first, then go back to the other tab.',
    set: 'Set a password by mail',
    otherwise:
      'Your account has a password or a passkey, and proves by that. Go back to the other tab and begin there once more.',
  },
  nothing: {
    sign_in: 'You are not signed in',
    connect: 'Nothing was connected',
    prove: 'It is not proved yet',
  },
  refused: {
    denied: (provider: string) => `You did not allow it at ${provider}.`,
    failed: (provider: string) => `${provider} did not complete this. It may go well when you begin again.`,
    unreachable: (provider: string) =>
      `${provider} does not answer just now. That often passes by itself: begin again in a moment.`,
    late: (provider: string) =>
      `More than ten minutes have passed since you left for ${provider}. Begin again.`,
    foreign: () =>
      'This was begun in another browser, or before you signed in again. To keep accounts safe, nothing was done. Begin again from here.',
    used: (provider: string) =>
      `What ${provider} sent you back with works once, and it has been used. If nothing came of it, begin again.`,
    incomplete: (provider: string) =>
      `${provider} sends you here after you signed in there. There is nothing to complete yet: begin from here.`,
    signedOut: () => 'You were signed out while you were away. Sign in, then begin again.',
    elsewhere: (provider: string) =>
      `That ${provider} account signs somebody in to another account here. Remove it there first, or choose another one at ${provider}.`,
    another: (provider: string) =>
      `That is another ${provider} account than the one that signs you in here. Choose the right one at ${provider}.`,
    suspended: () => 'Your account is suspended. Support can tell you why.',
    deleting: () => 'Your account is being deleted. The link in the mail about it undoes that.',
    otherwise: () =>
      'Your account has a password or a passkey by now, and proves by that. Go back to the other tab and begin there once more.',
    other: () => '',
  },
  again: 'Begin again',
  signIn: 'Go to the sign-in page',
  see: 'See how you sign in',
};

export type ProviderSignInTexts = typeof texts;
export type Refusal = keyof ProviderSignInTexts['refused'];
