import type { MailSetting, MailText } from '../../platform/mail/mail-text.ts';
import { defineMail } from '../../platform/mail/mailer.ts';

interface MailedKey {
  readonly name: string;
  /** As `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
}

interface When {
  readonly at: string;
  readonly remoteIp: string | null;
}

type OneKey = MailedKey & When;
type SeveralKeys = When & { readonly keys: readonly MailedKey[] };

const english = ({ name, fingerprint }: MailedKey) => `“${name}” (${fingerprint})`;
const french = ({ name, fingerprint }: MailedKey) => `«\u202f${name}\u202f» (${fingerprint})`;
const see = {
  en: (mail: MailSetting) => ({ label: 'See your SSH keys', url: mail.url('keys') }),
  fr: (mail: MailSetting) => ({ label: 'Voir vos clés SSH', url: mail.url('keys') }),
};

/** One of those that say what became of one key. */
const told =
  (subject: string, did: string, more: readonly string[] = []) =>
  (p: OneKey, mail: MailSetting): MailText => ({
    subject,
    paragraphs: [
      `The SSH key ${english(p)} of your ${mail.platformName} account was ${did} on ${mail.when(p)}.`,
      ...more,
    ],
    button: see.en(mail),
  });

const dit =
  (subject: string, did: string, more: readonly string[] = []) =>
  (p: OneKey, mail: MailSetting): MailText => ({
    subject,
    paragraphs: [
      `La clé SSH ${french(p)} de votre compte ${mail.platformName} a été ${did} le ${mail.when(p)}.`,
      ...more,
    ],
    button: see.fr(mail),
  });

export const keysAddedMail = defineMail<SeveralKeys>(
  'ssh-keys.added',
  {
    en: (p, mail) => ({
      subject: p.keys.length === 1 ? 'An SSH key was added' : 'SSH keys were added',
      paragraphs: [
        p.keys.length === 1
          ? `An SSH key was added to your ${mail.platformName} account on ${mail.when(p)}:`
          : `${p.keys.length} SSH keys were added to your ${mail.platformName} account on ${mail.when(p)}:`,
        ...p.keys.map(english),
      ],
      button: see.en(mail),
    }),
    fr: (p, mail) => ({
      subject: p.keys.length === 1 ? 'Une clé SSH a été ajoutée' : 'Des clés SSH ont été ajoutées',
      paragraphs: [
        p.keys.length === 1
          ? `Une clé SSH a été ajoutée à votre compte ${mail.platformName} le ${mail.when(p)}\u202f:`
          : `${p.keys.length} clés SSH ont été ajoutées à votre compte ${mail.platformName} le ${mail.when(p)}\u202f:`,
        ...p.keys.map(french),
      ],
      button: see.fr(mail),
    }),
  },
  {
    several: {
      en: (n, when) => `${n} times SSH keys were added ${when}`,
      fr: (n, when) => `${n} ajouts de clés SSH ${when}`,
    },
  },
);

export const keyRemovedMail = defineMail<OneKey>(
  'ssh-keys.removed',
  {
    en: told('An SSH key was removed', 'removed', ['It opens nothing any more.']),
    fr: dit('Une clé SSH a été retirée', 'retirée', ['Elle n’ouvre plus rien.']),
  },
  {
    several: {
      en: (n, when) => `${n} SSH keys were removed ${when}`,
      fr: (n, when) => `${n} clés SSH ont été retirées ${when}`,
    },
  },
);

export const keyEnabledMail = defineMail<OneKey>(
  'ssh-keys.enabled',
  {
    en: told('An SSH key works again', 'enabled again'),
    fr: dit('Une clé SSH fonctionne de nouveau', 'réactivée'),
  },
  {
    several: {
      en: (n, when) => `${n} SSH keys work again ${when}`,
      fr: (n, when) => `${n} clés SSH fonctionnent de nouveau ${when}`,
    },
  },
);

/** After the account was taken back from somebody who may have added them. */
export const keysDisabledMail = defineMail<SeveralKeys>('ssh-keys.disabled', {
  en: (p, mail) => ({
    subject: 'SSH keys were disabled',
    paragraphs: [
      `Since somebody else may have had access to your ${mail.platformName} account, the SSH keys that were added meanwhile open nothing any more as of ${mail.date(p.at)}:`,
      ...p.keys.map(english),
      'Enable those that are yours again, and remove the others.',
    ],
    button: see.en(mail),
    why: ['You get this mail because you undid a change of your account.'],
  }),
  fr: (p, mail) => ({
    subject: 'Des clés SSH ont été désactivées',
    paragraphs: [
      `Comme quelqu’un d’autre a pu avoir accès à votre compte ${mail.platformName}, les clés SSH ajoutées entre-temps n’ouvrent plus rien depuis le ${mail.date(p.at)}\u202f:`,
      ...p.keys.map(french),
      'Réactivez celles qui sont à vous et retirez les autres.',
    ],
    button: see.fr(mail),
    why: ['Vous recevez ce message parce que vous avez annulé un changement de votre compte.'],
  }),
});

/** It works longer than it would have: null for no end at all. */
export const keyProlongedMail = defineMail<OneKey & { readonly until: string | null }>(
  'ssh-keys.prolonged',
  {
    en: (p, mail) =>
      told('An SSH key works longer', 'changed', [
        p.until === null ? 'It does not expire any more.' : `It now expires on ${mail.date(p.until)}.`,
      ])(p, mail),
    fr: (p, mail) =>
      dit('Une clé SSH fonctionne plus longtemps', 'modifiée', [
        p.until === null ? 'Elle n’expire plus.' : `Elle expire désormais le ${mail.date(p.until)}.`,
      ])(p, mail),
  },
  {
    several: {
      en: (n, when) => `${n} SSH keys work longer ${when}`,
      fr: (n, when) => `${n} clés SSH fonctionnent plus longtemps ${when}`,
    },
  },
);

export const keyReclaimedMail = defineMail<OneKey>('ssh-keys.reclaimed', {
  en: (p, mail) => ({
    subject: 'An SSH key came to your account',
    paragraphs: [
      `The SSH key ${english(p)} was on another account. On ${mail.when(p)} it was proved by a signature to be yours, and it is now on your ${mail.platformName} account.`,
    ],
    button: see.en(mail),
  }),
  fr: (p, mail) => ({
    subject: 'Une clé SSH est passée sur votre compte',
    paragraphs: [
      `La clé SSH ${french(p)} se trouvait sur un autre compte. Le ${mail.when(p)}, une signature a prouvé qu’elle est à vous\u202f: elle est désormais sur votre compte ${mail.platformName}.`,
    ],
    button: see.fr(mail),
  }),
});

export const keyLostMail = defineMail<MailedKey & Pick<When, 'at'>>('ssh-keys.lost', {
  en: (p, mail) => ({
    subject: 'An SSH key left your account',
    paragraphs: [
      `On ${mail.date(p.at)} another member proved by a signature that they hold the private half of the SSH key ${english(p)}. It is now on their account, and no longer opens yours.`,
      'If you made this key yourself, somebody else has its private half: stop using it everywhere, and add a new one.',
    ],
    button: see.en(mail),
    why: [`You get this mail because the key was on your ${mail.platformName} account.`],
  }),
  fr: (p, mail) => ({
    subject: 'Une clé SSH a quitté votre compte',
    paragraphs: [
      `Le ${mail.date(p.at)}, un autre membre a prouvé par une signature qu’il détient la partie privée de la clé SSH ${french(p)}. Elle est désormais sur son compte et n’ouvre plus le vôtre.`,
      'Si c’est vous qui avez créé cette clé, quelqu’un d’autre en possède la partie privée\u202f: cessez de l’utiliser partout et ajoutez-en une nouvelle.',
    ],
    button: see.fr(mail),
    why: [`Vous recevez ce message parce que la clé se trouvait sur votre compte ${mail.platformName}.`],
  }),
});

export const keyMails = [
  keysAddedMail,
  keyRemovedMail,
  keyEnabledMail,
  keysDisabledMail,
  keyProlongedMail,
  keyReclaimedMail,
  keyLostMail,
];
