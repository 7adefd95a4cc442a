import type { MailText, MailWriter } from '../../platform/mail/mail-text.ts';
import { defineMail } from '../../platform/mail/mailer.ts';

interface TokenChange {
  readonly name: string;
  readonly at: string;
  readonly remoteIp: string | null;
}

/** Names in a sentence; of very many only the first. */
const most = 20;
const named = (names: readonly string[]) =>
  names
    .slice(0, most)
    .map((name) => `“${name}”`)
    .join(', ');
const nommes = (names: readonly string[]) =>
  names
    .slice(0, most)
    .map((name) => `«\u202f${name}\u202f»`)
    .join(', ');
const andMore = (names: readonly string[]) => (names.length > most ? ` and ${names.length - most} more` : '');
const etAutres = (names: readonly string[]) =>
  names.length > most ? ` et ${names.length - most} autres` : '';

interface Created extends TokenChange {
  /** Null: the account's exact permissions. */
  readonly scopes: readonly string[] | null;
  readonly expiresAt: string | null;
}

export const tokenCreatedMail = defineMail<Created>(
  'api-tokens.created',
  {
    en: (p, mail) => ({
      subject: 'An API token was made',
      paragraphs: [
        `The API token “${p.name}” of your ${mail.platformName} account was made on ${mail.when(p)}.`,
        p.scopes === null ? 'It may do all that you may.' : `It is limited to: ${p.scopes.join(', ')}.`,
        p.expiresAt === null ? 'It does not expire.' : `It expires on ${mail.date(p.expiresAt)}.`,
      ],
    }),
    fr: (p, mail) => ({
      subject: 'Un jeton d’API a été créé',
      paragraphs: [
        `Le jeton d’API «\u202f${p.name}\u202f» de votre compte ${mail.platformName} a été créé le ${mail.when(p)}.`,
        p.scopes === null ? 'Il donne tous vos droits.' : `Il est limité à\u202f: ${p.scopes.join(', ')}.`,
        p.expiresAt === null ? 'Il n’expire pas.' : `Il expire le ${mail.date(p.expiresAt)}.`,
      ],
    }),
  },
  {
    several: {
      en: (n, when) => `${n} API tokens were made ${when}`,
      fr: (n, when) => `${n} jetons d’API ont été créés ${when}`,
    },
  },
);

interface Renewed extends TokenChange {
  /** Until when the old secret works; null: it does not any more. */
  readonly previousUntil: string | null;
  readonly expiresAt: string | null;
}

export const tokenRenewedMail = defineMail<Renewed>(
  'api-tokens.renewed',
  {
    en: (p, mail) => ({
      subject: 'An API token was renewed',
      paragraphs: [
        `The API token “${p.name}” of your ${mail.platformName} account was renewed on ${mail.when(p)}.`,
        p.previousUntil === null
          ? 'Its old secret no longer works.'
          : `Its old secret still works until ${mail.date(p.previousUntil)}.`,
        ...(p.expiresAt === null ? [] : [`It expires on ${mail.date(p.expiresAt)}.`]),
      ],
    }),
    fr: (p, mail) => ({
      subject: 'Un jeton d’API a été renouvelé',
      paragraphs: [
        `Le jeton d’API «\u202f${p.name}\u202f» de votre compte ${mail.platformName} a été renouvelé le ${mail.when(p)}.`,
        p.previousUntil === null
          ? 'Son ancien secret ne fonctionne plus.'
          : `Son ancien secret fonctionne encore jusqu’au ${mail.date(p.previousUntil)}.`,
        ...(p.expiresAt === null ? [] : [`Il expire le ${mail.date(p.expiresAt)}.`]),
      ],
    }),
  },
  {
    several: {
      en: (n, when) => `${n} API tokens were renewed ${when}`,
      fr: (n, when) => `${n} jetons d’API ont été renouvelés ${when}`,
    },
  },
);

interface Revoked extends TokenChange {
  /** Names of the tokens that it made, or those in turn, and that ended with it. */
  readonly made: readonly string[];
}

export const tokensRevokedMail = defineMail<Revoked>(
  'api-tokens.revoked',
  {
    en: (p, mail) => ({
      subject: p.made.length === 0 ? 'An API token was revoked' : 'API tokens were revoked',
      paragraphs: [
        `The API token “${p.name}” of your ${mail.platformName} account was revoked on ${mail.when(p)}.`,
        ...(p.made.length === 0 ? [] : [`With it those that it made: ${named(p.made)}${andMore(p.made)}.`]),
      ],
    }),
    fr: (p, mail) => ({
      subject: p.made.length === 0 ? 'Un jeton d’API a été révoqué' : 'Des jetons d’API ont été révoqués',
      paragraphs: [
        `Le jeton d’API «\u202f${p.name}\u202f» de votre compte ${mail.platformName} a été révoqué le ${mail.when(p)}.`,
        ...(p.made.length === 0
          ? []
          : [`Les jetons créés avec lui l’ont été aussi\u202f: ${nommes(p.made)}${etAutres(p.made)}.`]),
      ],
    }),
  },
  {
    several: {
      en: (n, when) => `${n} times API tokens were revoked ${when}`,
      fr: (n, when) => `${n} révocations de jetons d’API ${when}`,
    },
  },
);

interface OfKey {
  /** Name of the SSH key. */
  readonly key: string;
  readonly tokens: readonly string[];
  readonly at: string;
}

export const tokensOfKeyRevokedMail = defineMail<OfKey>('api-tokens.of-key-revoked', {
  en: (p, mail) => ({
    subject: 'API tokens went with an SSH key',
    paragraphs: [
      `On ${mail.date(p.at)} the SSH key “${p.key}” stopped opening your ${mail.platformName} account. The API tokens that were made by logging in with it were revoked: ${named(p.tokens)}${andMore(p.tokens)}.`,
      'Log in again, with another key, where you still need one.',
    ],
  }),
  fr: (p, mail) => ({
    subject: 'Des jetons d’API ont été révoqués avec une clé SSH',
    paragraphs: [
      `Le ${mail.date(p.at)}, la clé SSH «\u202f${p.key}\u202f» a cessé d’ouvrir votre compte ${mail.platformName}. Les jetons d’API créés en se connectant avec elle ont été révoqués\u202f: ${nommes(p.tokens)}${etAutres(p.tokens)}.`,
      'Connectez-vous de nouveau, avec une autre clé, là où il vous en faut encore un.',
    ],
  }),
});

interface Leaked {
  readonly leaked: readonly string[];
  /** Names of the tokens that those made. */
  readonly made: readonly string[];
  readonly at: string;
}

export const tokenLeakedMail = defineMail<Leaked>('api-tokens.leaked', {
  en: (p, mail) => ({
    subject: 'The secret of an API token was found in the open',
    paragraphs: [
      p.leaked.length === 1
        ? `The secret of the API token ${named(p.leaked)} of your ${mail.platformName} account was found where it should not be, and reported to us on ${mail.date(p.at)}. We revoked the token at once: whatever used it no longer works.`
        : `The secrets of the API tokens ${named(p.leaked)}${andMore(p.leaked)} of your ${mail.platformName} account were found where they should not be, and reported to us on ${mail.date(p.at)}. We revoked the tokens at once: whatever used them no longer works.`,
      ...(p.made.length === 0
        ? []
        : [`Tokens that were made with it were revoked too: ${named(p.made)}${andMore(p.made)}.`]),
      'Make a new token where you need one, look where the old one was kept (a repository, a log, a chat), and go through your security log.',
    ],
    button: { label: 'Look at the API tokens', url: mail.url('tokens') },
  }),
  fr: (p, mail) => ({
    subject: 'Le secret d’un jeton d’API a été trouvé à découvert',
    paragraphs: [
      p.leaked.length === 1
        ? `Le secret du jeton d’API ${nommes(p.leaked)} de votre compte ${mail.platformName} a été trouvé là où il ne devrait pas être, et nous a été signalé le ${mail.date(p.at)}. Nous avons révoqué le jeton aussitôt\u202f: ce qui l’utilisait ne fonctionne plus.`
        : `Les secrets des jetons d’API ${nommes(p.leaked)}${etAutres(p.leaked)} de votre compte ${mail.platformName} ont été trouvés là où ils ne devraient pas être, et nous ont été signalés le ${mail.date(p.at)}. Nous avons révoqué les jetons aussitôt\u202f: ce qui les utilisait ne fonctionne plus.`,
      ...(p.made.length === 0
        ? []
        : [`Les jetons créés avec lui ont été révoqués aussi\u202f: ${nommes(p.made)}${etAutres(p.made)}.`]),
      'Créez un nouveau jeton là où il en faut un, cherchez où l’ancien était conservé (un dépôt, un journal, une messagerie) et parcourez votre journal de sécurité.',
    ],
    button: { label: 'Voir les jetons d’API', url: mail.url('tokens') },
  }),
});

interface Expiring {
  /** At most so many are left. */
  readonly days: number;
  readonly tokens: readonly { readonly name: string; readonly expiresAt: string }[];
}

const expiring = (
  { tokens }: Expiring,
  line: (name: string, expiresAt: string) => string,
): MailText['paragraphs'] => tokens.slice(0, most).map(({ name, expiresAt }) => line(name, expiresAt));

const expiringInEnglish: MailWriter<Expiring> = (p, mail) => ({
  subject:
    p.tokens.length === 1
      ? `An API token expires ${p.days === 1 ? 'within a day' : 'soon'}`
      : `API tokens expire ${p.days === 1 ? 'within a day' : 'soon'}`,
  paragraphs: [
    ...expiring(
      p,
      (name, at) =>
        `The API token “${name}” of your ${mail.platformName} account expires on ${mail.date(at)}.`,
    ),
    ...(p.tokens.length > most ? [`And ${p.tokens.length - most} more.`] : []),
    'Whatever uses it stops working then. Renew it before, with some time in which both secrets work.',
  ],
  button: { label: 'Renew it', url: mail.url('tokens') },
  why: [`You get this because you have an account at ${mail.platformName}.`],
});

const expiringInFrench: MailWriter<Expiring> = (p, mail) => ({
  subject:
    p.tokens.length === 1
      ? `Un jeton d’API expire ${p.days === 1 ? 'dans moins d’un jour' : 'bientôt'}`
      : `Des jetons d’API expirent ${p.days === 1 ? 'dans moins d’un jour' : 'bientôt'}`,
  paragraphs: [
    ...expiring(
      p,
      (name, at) =>
        `Le jeton d’API «\u202f${name}\u202f» de votre compte ${mail.platformName} expire le ${mail.date(at)}.`,
    ),
    ...(p.tokens.length > most ? [`Et ${p.tokens.length - most} autres.`] : []),
    'Ce qui l’utilise cessera alors de fonctionner. Renouvelez-le avant, en laissant un temps où les deux secrets fonctionnent.',
  ],
  button: { label: 'Le renouveler', url: mail.url('tokens') },
  why: [`Vous recevez cet e-mail car vous avez un compte ${mail.platformName}.`],
});

export const tokensExpiringMail = defineMail<Expiring>('api-tokens.expiring', {
  en: expiringInEnglish,
  fr: expiringInFrench,
});
