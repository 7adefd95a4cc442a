export const texts = {
  title: 'Security log',
  intro:
    'Everything that happened to your account, newest first. If something was not you, end all other access, remove the passkeys that you do not know, and choose a new password.',
  open: 'Open the log',
  rowFacts: 'Every sign-in and change, with when and from where.',
  show: 'Show',
  categories: {
    all: 'Everything',
    sign_in: 'Sign-ins',
    credentials: 'Ways to sign in',
    tokens: 'Tokens',
    account: 'Account',
  },
  empty: 'Nothing of this kind has happened.',
  newer: 'Newer',
  older: 'Older',
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  download: 'Download as CSV',
  file: 'security-log.csv',
  columns: ['Time (UTC)', 'What happened', 'Address', 'Type', 'Details'],
  back: 'Authentication',
};

export type SecurityLogTexts = typeof texts;
