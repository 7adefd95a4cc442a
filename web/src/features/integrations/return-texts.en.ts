export const texts = {
  link: {
    title: (provider: string) => `Connect ${provider}`,
    body: (host: string, platform: string) =>
      `You go to ${host}, which asks whether ${platform} may see your repositories and your SSH keys. Then you come back here.`,
    act: (host: string) => `Go on to ${host}`,
    already: (provider: string) => `${provider} is connected`,
    alreadyBody: (name: string) => `${name} is connected to your account, so there is nothing to do here.`,
    brokenBody: (name: string) =>
      `${name} is connected to your account, but the link does not work as it should. Connect it again, or see what is wrong.`,
    again: 'Connect again',
    notOffered: (provider: string) => `${provider} is not offered here`,
    notOfferedBody: 'The people who run this platform have not set it up.',
    unconfirmed: 'Confirm your e-mail address first: until then, nothing can be connected.',
  },
  coming: {
    title: (provider: string) => `Connecting ${provider}`,
    body: (provider: string) => `${provider} has sent you back. One moment…`,
  },
  done: {
    title: (provider: string) => `${provider} is connected`,
    body: 'You are taken to your integrations.',
  },
  refused: {
    denied: {
      title: 'Nothing was connected',
      body: (provider: string) => `You did not allow the access at ${provider}.`,
    },
    failed: {
      title: 'Nothing was connected',
      body: (provider: string) => `${provider} did not complete this. It may go well when you begin again.`,
    },
    late: {
      title: 'That took too long',
      body: (provider: string) =>
        `More than ten minutes have passed since you left for ${provider}, so nothing was connected. Begin again.`,
    },
    foreign: {
      title: 'This was not begun here',
      body: () =>
        'It was begun in another browser, or before you signed in again. To keep your account safe, nothing was connected. Begin again from here.',
    },
    used: {
      title: 'This has been done already',
      body: (provider: string) =>
        `What ${provider} sent you back with works once, and it has been used. Your integrations show what came of it.`,
    },
    elsewhere: {
      title: 'Nothing was connected',
      body: (provider: string) =>
        `This ${provider} account is linked to another account of this platform. Disconnect it there first.`,
    },
    incomplete: {
      title: 'There is nothing to complete',
      body: (provider: string) =>
        `${provider} sends you here after you allowed the access. Begin from your integrations.`,
    },
    signedOut: {
      title: 'You have been signed out',
      body: () => 'That happened while you were away, so nothing was connected. Sign in, then begin again.',
    },
    other: { title: 'Nothing was connected', body: () => '' },
  },
  again: 'Begin again',
  see: 'See your integrations',
  signIn: 'Sign in',
};

export type ReturnTexts = typeof texts;
export type Refusal = keyof ReturnTexts['refused'];
