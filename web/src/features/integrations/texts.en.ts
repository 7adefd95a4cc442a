import type { integrations } from '@loge/protocol';
import { texts as errors } from './error-texts.en.ts';
import { texts as back } from './return-texts.en.ts';

const two = (many: number, one: string, more: string) => (many === 1 ? one : more);

export const texts = {
  /** What the server refuses in a form. */
  errors,
  /** Of the pages before and after the provider's own. */
  back,
  intro:
    'Where your code lives. Your deploys find their repositories through it, and your SSH keys can come from there.',
  newWindow: '(opens a new window)',
  unconfirmed: 'Confirm your e-mail address first: until then, nothing can be connected.',
  none: {
    title: 'Nothing can be connected here yet',
    member: 'The people who run this platform have not set up a provider. Ask them if you need one.',
    operator: 'No provider is set up. These settings offer one:',
    oauth: (name: string) => `${name}, by its own page:`,
    byToken: 'GitHub Enterprise, self-hosted GitLab or Forgejo, by address and access token:',
  },
  providers: {
    github: 'GitHub',
    gitlab: 'GitLab',
    'github-enterprise': 'GitHub Enterprise',
    'gitlab-self-hosted': 'Self-hosted GitLab',
    forgejo: 'Forgejo or Gitea',
  } satisfies Record<integrations.ScmType, string>,
  gives: {
    github: 'Deploy from your repositories there, and bring your SSH keys along.',
    gitlab: 'Deploy from your projects there, and bring your SSH keys along.',
    'github-enterprise': 'The one of your company, by its address and an access token.',
    'gitlab-self-hosted': 'One that is not gitlab.com, by its address and an access token.',
    forgejo: 'One of your own or of others, by its address and an access token.',
  } satisfies Record<integrations.ScmType, string>,
  connect: 'Connect',
  connectLong: (provider: string) => `Connect ${provider}`,
  another: 'Connect another',
  anotherLong: (provider: string) => `Connect another ${provider}`,
  attention: {
    title: (count: number) =>
      two(count, 'One link needs your attention', `${count} links need your attention`),
    show: (count: number) => two(count, 'Show it', 'Show the first'),
  },
  facts: {
    connected: 'connected',
    until: 'until',
    checked: 'checked',
    used: 'last used',
    unused: 'not used yet',
    may: 'Permissions:',
    mayNothing: 'Permissions: none',
    mayUnknown: 'The provider does not say what it may do.',
  },
  states: {
    ok: { badge: 'Works', body: 'It works, and may do all that is needed.' },
    expiring: {
      badge: 'Ends soon',
      body: 'Its access token ends soon. Connect it again with a new one before then.',
      on: 'Its access token ends on',
      renew: 'Connect it again with a new one before then.',
    },
    scope_missing: {
      badge: 'Permission missing',
      body: (scopes: readonly string[]) =>
        scopes.length === 0
          ? 'It lacks a permission that is needed. Connect it again, and allow all that is asked for.'
          : two(
              scopes.length,
              `It lacks a permission that is needed: ${scopes.join()}. Connect it again, and allow that too.`,
              `It lacks permissions that are needed: ${scopes.join(', ')}. Connect it again, and allow them too.`,
            ),
    },
    organisation_blocked: {
      badge: 'Blocked',
      body: 'An organisation there asks for its single sign-on before it lets us in. Authorise the access there, then check again.',
    },
    revoked: {
      badge: 'Revoked',
      body: (host: string) =>
        `${host} does not accept our access any more: it was revoked there, or has ended. Nothing goes through it until you connect it again.`,
    },
    unreachable: {
      badge: 'No answer',
      body: (host: string) =>
        `${host} did not answer when we last asked. This often passes by itself: check again in a moment.`,
    },
  },
  reconnect: 'Connect again',
  reconnectLong: (name: string) => `Connect again: ${name}`,
  authorize: 'Authorise there',
  check: 'Check again',
  checkLong: (name: string) => `Check again: ${name}`,
  importKeys: 'Import SSH keys',
  importLong: (name: string) => `Import SSH keys from ${name}`,
  disconnect: 'Disconnect',
  disconnectLong: (name: string) => `Disconnect ${name}`,
  said: {
    connected: (name: string) => `${name} is connected.`,
    disconnected: (name: string) => `${name} was disconnected.`,
    gone: 'This was disconnected already.',
    checked: 'Checked just now.',
  },
  imported: {
    title: (count: number) =>
      count === 0
        ? 'No new SSH key came from there'
        : two(count, 'One SSH key was imported', `${count} SSH keys were imported`),
    nothing: 'There is no SSH key on that account.',
    refusals: {
      key_yours: 'Among your keys already:',
      key_taken: 'On another account of this platform:',
      refused: 'Of a kind or a length that is not accepted here:',
      too_many: 'Left out, since you have as many keys as there may be:',
    } satisfies Record<(typeof integrations.importRefusals)[number], string>,
    see: 'See your SSH keys',
  },
  form: {
    title: (provider: string) => `Connect ${provider}`,
    url: 'Address',
    urlHint: 'As in your browser, when you are there.',
    token: 'Access token',
    scopes: 'It has to allow:',
    where: 'Where it is made shows here once the address is typed.',
    make: 'Make one there:',
    show: 'Show',
    hide: 'Hide',
    showLong: 'Show the access token',
    hideLong: 'Hide the access token',
    submit: 'Connect',
    note: 'It is checked at once, and kept sealed. Nobody can show it again.',
  },
  disconnecting: {
    title: (name: string) => `Disconnect ${name}?`,
    stops: 'Whatever goes through it stops: deploys and searches do not find its repositories any more.',
    keys: (count: number) =>
      two(
        count,
        'The SSH key that came from there stays: remove it on the SSH keys tab.',
        `The ${count} SSH keys that came from there stay: remove them on the SSH keys tab.`,
      ),
    grant: (host: string) => `Our access is revoked at ${host} as well.`,
    token: (host: string) =>
      `The access token is forgotten here, and stays valid at ${host} until you revoke it there.`,
    act: 'Disconnect',
  },
};

export type IntegrationTexts = typeof texts;
