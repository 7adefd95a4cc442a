import { defineMail } from '../../../platform/mail/mailer.ts';

interface Change {
  readonly name: string;
  readonly at: string;
  readonly remoteIp: string | null;
}

export const passkeyAddedMail = defineMail<Change & { first: boolean }>(
  'passkeys.added',
  {
    en: (p, mail) => ({
      subject: 'A passkey was added',
      paragraphs: [
        `The passkey “${p.name}” was added to your ${mail.platformName} account on ${mail.when(p)}.`,
        // A command line cannot use a passkey (docs/rules.md#second-factor-on-basic).
        ...(p.first
          ? [
              'Signing in by password now asks for it, too. A command line cannot: make an API token in the dashboard for it, or use one of your recovery codes.',
            ]
          : []),
      ],
      button: { label: 'See your passkeys', url: mail.url('authorization') },
    }),
    fr: (p, mail) => ({
      subject: 'Une clé d’accès a été ajoutée',
      paragraphs: [
        `La clé d’accès «\u202f${p.name}\u202f» a été ajoutée à votre compte ${mail.platformName} le ${mail.when(p)}.`,
        ...(p.first
          ? [
              'Se connecter par mot de passe la demande désormais aussi. Une ligne de commande n’en est pas capable\u202f: créez pour elle un jeton d’API dans le tableau de bord, ou utilisez l’un de vos codes de secours.',
            ]
          : []),
      ],
      button: { label: 'Voir vos clés d’accès', url: mail.url('authorization') },
    }),
  },
  {
    several: {
      en: (n, when) => `${n} passkeys were added ${when}`,
      fr: (n, when) => `${n} clés d’accès ont été ajoutées ${when}`,
    },
  },
);

export const passkeyRemovedMail = defineMail<Change>(
  'passkeys.removed',
  {
    en: (p, mail) => ({
      subject: 'A passkey was removed',
      paragraphs: [
        `The passkey “${p.name}” was removed from your ${mail.platformName} account on ${mail.when(p)}.`,
      ],
    }),
    fr: (p, mail) => ({
      subject: 'Une clé d’accès a été retirée',
      paragraphs: [
        `La clé d’accès «\u202f${p.name}\u202f» a été retirée de votre compte ${mail.platformName} le ${mail.when(p)}.`,
      ],
    }),
  },
  {
    several: {
      en: (n, when) => `${n} passkeys were removed ${when}`,
      fr: (n, when) => `${n} clés d’accès ont été retirées ${when}`,
    },
  },
);
