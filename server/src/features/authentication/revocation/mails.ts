import { defineMail } from '../../../platform/mail/mailer.ts';

interface Revoked {
  readonly sessions: number;
  /** Names. */
  readonly tokens: readonly string[];
  /** Names of the SSH keys that were disabled; null when they were left as they are. */
  readonly keys: readonly string[] | null;
  /** The accounts at providers that still sign in; not in a mail that an older build ordered. */
  readonly identities?: readonly string[];
  readonly at: string;
  readonly remoteIp: string | null;
}

const most = 20;
const named = (names: readonly string[], and: (more: number) => string) =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} ${and(names.length - most)}`;

export const everythingRevokedMail = defineMail<Revoked>('revocation.done', {
  en: (p, mail) => ({
    subject: 'All other access to your account has ended',
    paragraphs: [
      `On ${mail.when(p)}, all other access to your ${mail.platformName} account was ended.`,
      `Sessions ended: ${p.sessions}.`,
      p.tokens.length === 0
        ? 'There was no API token.'
        : `API tokens revoked (${p.tokens.length}): ${named(p.tokens, (more) => `and ${more} more`)}.`,
      p.keys === null
        ? 'SSH keys were left as they are.'
        : p.keys.length === 0
          ? 'There was no SSH key.'
          : `SSH keys disabled (${p.keys.length}): ${named(p.keys, (more) => `and ${more} more`)}.`,
      ...(p.identities === undefined || p.identities.length === 0
        ? []
        : [
            `These accounts still sign you in (${p.identities.length}): ${named(p.identities, (more) => `and ${more} more`)}. Remove any that you do not know.`,
          ]),
      'Passkeys were left as they are. If you lost a device, or do not know one of them, remove it on the page of your passkeys.',
    ],
    button: { label: 'See your passkeys', url: mail.url('authorization') },
  }),
  fr: (p, mail) => ({
    subject: 'Tous les autres accès à votre compte sont fermés',
    paragraphs: [
      `Le ${mail.when(p)}, tous les autres accès à votre compte ${mail.platformName} ont été fermés.`,
      `Sessions terminées\u202f: ${p.sessions}.`,
      p.tokens.length === 0
        ? 'Il n’y avait aucun jeton d’API.'
        : `Jetons d’API révoqués (${p.tokens.length})\u202f: ${named(p.tokens, (more) => `et ${more} autres`)}.`,
      p.keys === null
        ? 'Les clés SSH n’ont pas été touchées.'
        : p.keys.length === 0
          ? 'Il n’y avait aucune clé SSH.'
          : `Clés SSH désactivées (${p.keys.length})\u202f: ${named(p.keys, (more) => `et ${more} autres`)}.`,
      ...(p.identities === undefined || p.identities.length === 0
        ? []
        : [
            `Ces comptes vous connectent toujours (${p.identities.length})\u202f: ${named(p.identities, (more) => `et ${more} autres`)}. Retirez ceux que vous ne reconnaissez pas.`,
          ]),
      'Les clés d’accès n’ont pas été touchées. Si vous avez perdu un appareil, ou si vous n’en reconnaissez pas une, retirez-la sur la page de vos clés d’accès.',
    ],
    button: { label: 'Voir vos clés d’accès', url: mail.url('authorization') },
  }),
});

interface Ended {
  /** Names. */
  readonly tokens: readonly string[];
  readonly keys: readonly string[];
  readonly passkeys: readonly string[];
  /** Accounts at providers that signed in. Neither is in a mail that an older build ordered. */
  readonly identities?: readonly string[];
  readonly integrations?: readonly string[];
  readonly authenticator: boolean;
  readonly codes: boolean;
  readonly at: string;
  readonly remoteIp: string | null;
}

/** What a reset by mail ended beside the old password. */
export const accessEndedMail = defineMail<Ended>('revocation.ended', {
  en: (p, mail) => {
    const lines = (what: string, names: readonly string[]) =>
      names.length === 0 ? [] : [`${what} (${names.length}): ${named(names, (more) => `and ${more} more`)}.`];
    return {
      subject: 'Access to your account has ended',
      paragraphs: [
        `When a new password was set for your ${mail.platformName} account on ${mail.when(p)}, this ended with the old one:`,
        ...lines('API tokens revoked', p.tokens),
        ...lines('SSH keys disabled', p.keys),
        ...lines('Passkeys removed', p.passkeys),
        ...lines('No longer sign in', p.identities ?? []),
        ...lines('Integrations disconnected', p.integrations ?? []),
        ...(p.authenticator ? ['Codes of the authenticator app are no longer asked for.'] : []),
        ...(p.codes ? ['The recovery codes no longer work.'] : []),
        'An SSH key of yours that is among them can be enabled again on its page.',
      ],
    };
  },
  fr: (p, mail) => {
    const lines = (what: string, names: readonly string[]) =>
      names.length === 0
        ? []
        : [`${what} (${names.length})\u202f: ${named(names, (more) => `et ${more} autres`)}.`];
    return {
      subject: 'Des accès à votre compte ont été fermés',
      paragraphs: [
        `Un nouveau mot de passe a été défini pour votre compte ${mail.platformName} le ${mail.when(p)}. En même temps que l’ancien, ceci a pris fin\u202f:`,
        ...lines('Jetons d’API révoqués', p.tokens),
        ...lines('Clés SSH désactivées', p.keys),
        ...lines('Clés d’accès retirées', p.passkeys),
        ...lines('Ne connectent plus', p.identities ?? []),
        ...lines('Intégrations déconnectées', p.integrations ?? []),
        ...(p.authenticator ? ['Les codes de l’application d’authentification ne sont plus demandés.'] : []),
        ...(p.codes ? ['Les codes de secours ne fonctionnent plus.'] : []),
        'Si l’une des clés SSH est à vous, vous pouvez la réactiver sur sa page.',
      ],
    };
  },
});
