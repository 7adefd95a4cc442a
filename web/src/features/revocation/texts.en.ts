export const texts = {
  title: 'Something wrong?',
  hint: 'A lost laptop, a strange sign-in: end everything else that opens this account, in one act.',
  act: 'End all other access',
  see: 'See what would stop',
  dialog: 'End all other access?',
  nothing: 'Nothing else opens this account just now.',
  sessions: (count: number) => (count === 1 ? 'One other session ends.' : `${count} other sessions end.`),
  tokens: (count: number) =>
    count === 1
      ? 'One API token is revoked; whatever uses it stops:'
      : `${count} API tokens are revoked; whatever uses them stops:`,
  browsers: (count: number) =>
    count === 1
      ? 'One remembered browser is asked for the second factor again.'
      : `${count} remembered browsers are asked for the second factor again.`,
  used: 'last used',
  never: 'never used',
  keys: (count: number) => (count === 1 ? 'Also disable the SSH key' : `Also disable the ${count} SSH keys`),
  ofKeys: { used: 'last used', never: 'never used' },
  stays: 'You stay signed in here. Your password, second factor and passkeys stay as they are.',
  keysStay: 'You stay signed in here. Your password, second factor, passkeys and SSH keys stay as they are.',
  identities: (count: number): string =>
    count === 1
      ? 'This account elsewhere still signs in. If you do not know it, remove it under “Sign in with” on this page:'
      : 'These accounts elsewhere still sign in. Remove any that you do not know under “Sign in with” on this page:',
  passkeys: (count: number): string =>
    count === 1
      ? 'This passkey still signs in. If its device is lost, remove it under “Passkeys” on this page:'
      : 'These passkeys still sign in. Remove that of a lost device under “Passkeys” on this page:',
  passkeysLeft: 'Passkeys still sign in: remove that of a lost device under “Passkeys” on this page.',
  done: (sessions: number, tokens: number, keys: number) => {
    const disabled = keys > 0 ? ` SSH keys disabled: ${keys}.` : '';
    return `Done. Sessions ended: ${sessions}. Tokens revoked: ${tokens}.${disabled} A mail lists them.`;
  },
};

export type RevocationTexts = typeof texts;
