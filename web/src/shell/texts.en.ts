export const texts = {
  skip: 'Skip to the content',
  loading: 'Loading…',
  cancel: 'Cancel',
  home: (platform: string) => `${platform}, home`,
  menu: (initials: string) => `Your account, ${initials}`,
  settings: 'User settings',
  theme: 'Theme',
  themes: { light: 'Light', dark: 'Dark', system: 'System' },
  systemShort: 'Auto',
  language: 'Language',
  signOut: 'Sign out',
  authentication: 'How you prove that it is you, and where you are signed in.',
  link: {
    incomplete: {
      title: 'This link is not whole',
      body: 'Open it from the mail again, or copy all of it into the address bar.',
    },
    invalid_link: {
      title: 'This link does not work',
      body: 'It may have been cut short, or a newer mail may have replaced it.',
    },
    expired_link: {
      title: 'This link has expired',
      body: 'It was good for a time only, and does nothing any more.',
    },
    used_link: { title: 'This link has been used', body: 'It works once, and what it does has been done.' },
    home: 'Go to the home page',
    takeBack: 'It was not me: take my account back',
    signedInAs: (email: string) => `You are signed in as ${email}: the link may belong to another account.`,
    signOut: 'Sign in to another account',
  },
  part: {
    failed: 'This could not be opened',
    page: 'That page could not be opened',
    reload: 'Reload the page',
    stay: 'Stay here',
  },
  watch: 'Keeping watch',
  outbox: { before: 'This is the demo: mails stay here.', act: 'Open the outbox' },
  ended: {
    title: 'You have been signed out',
    body: 'This page stays as it is. Sign in again to go on.',
    act: 'Sign in again',
  },
  otherAccount: {
    title: 'Another account is signed in',
    body: (email: string) =>
      `This page still shows ${email}, so nothing more can be done on it. Reload it to go on with the account that is signed in now.`,
    act: 'Reload the page',
  },
  notFound: {
    title: 'This page does not exist',
    body: 'The address may be mistyped, or the page may have moved.',
    act: 'Go to the home page',
  },
  crash: {
    title: 'This page could not be shown',
    body: 'Something failed while putting it together. What you saved is safe.',
    reference: (id: string) => `Reference for support: ${id}`,
    act: 'Reload the page',
  },
};

export type ShellTexts = typeof texts;
