export const texts = {
  row: {
    title: 'Delete account',
    facts: 'Ends every access at once, then erases your data.',
    act: 'Delete my account',
  },
  section: 'Your data and your account',
  asking: {
    title: 'Delete your account?',
    goes: 'Once you confirm it from the mail, every session ends and every API token is revoked. Your username and address become free again.',
    grace: (days: number) =>
      days === 0
        ? 'Your data is erased at once. This cannot be undone.'
        : `For ${days} days a link in the mail undoes it. Then your data is erased.`,
    blocked: 'You still own applications. Transfer or delete them first:',
    confirm: (username: string) => `Delete the account “${username}”`,
    act: 'Send me the mail',
    cancel: 'Cancel',
  },
  sent: 'The mail with the link is on its way.',
};

export type DeletionTexts = typeof texts;
