export const texts = {
  confirm: {
    title: 'Delete your account',
    body: 'This is the last step: every session ends and every API token is revoked at once.',
    reason: 'Why do you leave? (optional)',
    reasons: {
      none: 'Rather not say',
      unused: 'I do not use it any more',
      elsewhere: 'I found something better',
      price: 'It costs too much',
      trouble: 'It did not work as I need it',
      other: 'Something else',
    },
    details: 'Anything you want to tell us (optional)',
    act: 'Delete my account',
    keep: 'Keep my account',
    done: {
      title: 'Your account is deleted',
      body: (when: string) => `Its data is erased on ${when}. Until then the link in the mail undoes it.`,
      now: 'Its data is being erased.',
    },
    signInFirst: 'Sign in to the account that is to be deleted.',
  },
  stop: {
    title: 'Keep the account?',
    body: 'What was asked for does not happen, and the link that would have confirmed it stops working.',
    act: 'Keep it',
    done: {
      title: 'The account stays',
      body: 'If you did not ask for its deletion, somebody else is in: take your account back.',
    },
  },
  undo: {
    title: 'Undo the deletion?',
    body: 'The account comes back as it was. API tokens stay revoked.',
    act: 'Undo it',
    done: {
      title: 'The account is back',
      body: 'Sign in as before. If it was not you who deleted it, take your account back first.',
    },
  },
};

export type DeletionPageTexts = typeof texts;
