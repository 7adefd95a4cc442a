export const texts = {
  title: 'Sign in with',
  hint: 'Accounts elsewhere that sign you in here. Whoever can sign in to one of them there can sign in here.',
  none: 'None yet. With one, you sign in without typing a password.',
  connected: 'connected',
  used: 'last used',
  unused: 'not used yet',
  notOffered: 'Not offered any more',
  notOfferedFacts: 'This platform does not offer it any more, so it signs nobody in.',
  connect: (provider: string) => `Connect ${provider}`,
  another: (provider: string) => `Connect another ${provider} account`,
  unconfirmed: 'Confirm your e-mail address first: until then, nothing can be connected.',
  remove: 'Remove',
  removeLong: (name: string) => `Remove ${name}`,
  said: {
    connected: (provider: string) => `${provider} signs you in now.`,
    removed: (name: string) => `${name} was removed, and signs you in no longer.`,
    gone: 'This was removed already.',
  },
  removing: {
    title: (name: string) => `Remove ${name}?`,
    stops: 'It signs you in here no longer. Links to your code under Integrations stay as they are.',
    there: (provider: string, platform: string) =>
      `${provider} goes on listing ${platform} among the applications in your settings there, where you can remove it too.`,
    act: 'Remove',
    last: 'It is your only way to sign in, so it stays for now. Set a password first, by mail, or add a passkey: both are on this page.',
  },
  errors: {
    not_offered: 'This platform does not offer this provider any more. Reload the page.',
    last_way_in: 'It is your only way to sign in.',
  },
};

export type IdentityTexts = typeof texts;
