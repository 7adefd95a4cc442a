export const texts = {
  section: 'Delete the account',
  row: {
    title: 'Ends every access at once, then erases your data.',
    grace: (days: number) =>
      days === 0
        ? 'Once confirmed by mail, it cannot be undone.'
        : `Once confirmed by mail, you have ${days} days to change your mind.`,
    act: 'Delete my account',
  },
  owned: {
    have: (count: number) => (count === 1 ? 'You own one application:' : `You own ${count} applications:`),
    and: ' and ',
    first: (count: number) => `Transfer or delete ${count === 1 ? 'it' : 'them'} first.`,
    after: (days: number) => (days === 0 ? '' : `Then you have ${days} days to change your mind.`),
  },
  asking: {
    title: 'Delete your account?',
    goes: 'Once you confirm it from the mail, every session ends and every API token is revoked. Your username and address become free again.',
    kept: 'What the law asks us to keep stays for some years: receipts of documents that you accepted, without your name or address.',
    grace: (days: number) =>
      days === 0
        ? 'Your data is erased at once. This cannot be undone.'
        : `For ${days} days a link in the mail undoes it. Then your data is erased.`,
    confirm: (username: string) => `Delete the account “${username}”`,
    act: 'Send me the mail',
  },
  sent: 'The mail with the link is on its way.',
  asked: 'Asked for on',
  askedMail: 'The mail about it has the link to go on, and one to stop it.',
};

export type DeletionTexts = typeof texts;
