import type { Locale } from '@loge/protocol';
import type { MailSetting } from '../../platform/mail/mail-text.ts';
import { defineMail } from '../../platform/mail/mailer.ts';
import { documentContent } from './queries.ts';

interface MailedFile {
  readonly fileName: string;
  readonly sha256: string;
}

interface Accepted {
  readonly at: string;
  readonly remoteIp: string | null;
  /** The names of what was accepted, with their versions. */
  readonly contracts: readonly { readonly title: string; readonly version: string }[];
  /** What was agreed to, in the language that it was shown in. */
  readonly sentence: string;
  readonly files: readonly MailedFile[];
}

const section = (mail: MailSetting): string => `${mail.url('account')}#contracts`;

const see = {
  en: (mail: MailSetting) => ({ label: 'See your documents', url: section(mail) }),
  fr: (mail: MailSetting) => ({ label: 'Voir vos documents', url: section(mail) }),
};

const list = ({ contracts }: Accepted, quoted: (title: string) => string): string =>
  contracts.map(({ title, version }) => `${quoted(title)}, version ${version}`).join('; ');

const english = (title: string) => `“${title}”`;
const french = (title: string) => `«\u202f${title}\u202f»`;

/** The documents come with it: a link is no durable medium in law (CJEU, C-49/11). */
export const acceptedMail = defineMail<Accepted>(
  'contracts.accepted',
  {
    en: (p, mail) => ({
      subject: `You accepted ${p.contracts.map(({ title }) => title).join(', ')}`,
      paragraphs: [
        `On ${mail.when(p)}, this was accepted for your ${mail.platformName} account: ${list(p, english)}.`,
        `The words that were agreed to: ${english(p.sentence)}`,
        'The documents are attached. Keep this mail: it is yours, whatever becomes of our pages.',
      ],
      button: see.en(mail),
      notes: ['There you can also download a signed receipt, which proves what was accepted and when.'],
    }),
    fr: (p, mail) => ({
      subject: `Vous avez accepté\u202f: ${p.contracts.map(({ title }) => title).join(', ')}`,
      paragraphs: [
        `Le ${mail.when(p)}, ceci a été accepté pour votre compte ${mail.platformName}\u202f: ${list(p, french)}.`,
        `Les termes de l’accord\u202f: ${french(p.sentence)}`,
        'Les documents sont joints. Conservez cet e-mail\u202f: il est à vous, quoi qu’il advienne de nos pages.',
      ],
      button: see.fr(mail),
      notes: [
        'Vous pouvez aussi y télécharger un reçu signé, qui prouve ce qui a été accepté et à quelle date.',
      ],
    }),
  },
  {
    attach: (reader, { files }) =>
      Promise.all(
        files.map(async ({ fileName: name, sha256 }) => {
          const content = await documentContent(reader, sha256);
          if (content === undefined) throw new Error(`the document ${sha256} is gone`);
          return { name, type: 'application/pdf', content: Buffer.from(content, 'base64') };
        }),
      ),
  },
);

/** What a member is told of a version that waits for them. */
interface Asked {
  readonly title: Record<Locale, string>;
  readonly version: string;
  /** Until when it has to be accepted; null when at any time. */
  readonly by: string | null;
}

const why = {
  en: (mail: MailSetting) => [
    `You get this mail because you have a ${mail.platformName} account: it is about the contract between us, and no newsletter.`,
  ],
  fr: (mail: MailSetting) => [
    `Vous recevez ce message parce que vous avez un compte ${mail.platformName}\u202f: il concerne le contrat qui nous lie et n’est pas une lettre d’information.`,
  ],
};

const accept = {
  en: (mail: MailSetting) => ({ label: 'Read and accept', url: section(mail) }),
  fr: (mail: MailSetting) => ({ label: 'Lire et accepter', url: section(mail) }),
};

export const publishedMail = defineMail<Asked>('contracts.published', {
  en: (p, mail) => ({
    subject: `${p.title.en}: a new version to accept`,
    paragraphs: [
      `Version ${p.version} of ${english(p.title.en)} was published at ${mail.platformName}.`,
      p.by === null
        ? 'Please read it, and accept it.'
        : `Please read it, and accept it by ${mail.date(p.by)}.`,
    ],
    button: accept.en(mail),
    why: why.en(mail),
  }),
  fr: (p, mail) => ({
    subject: `${p.title.fr}\u202f: une nouvelle version à accepter`,
    paragraphs: [
      `La version ${p.version} de ${french(p.title.fr)} a été publiée chez ${mail.platformName}.`,
      p.by === null
        ? 'Merci de la lire et de l’accepter.'
        : `Merci de la lire et de l’accepter avant le ${mail.date(p.by)}.`,
    ],
    button: accept.fr(mail),
    why: why.fr(mail),
  }),
});

interface Reminded extends Asked {
  readonly days: number;
}

export const reminderMail = defineMail<Reminded>('contracts.reminder', {
  en: (p, mail) => ({
    subject: `${p.days} days left to accept ${p.title.en}`,
    paragraphs: [
      `Version ${p.version} of ${english(p.title.en)} is still waiting for you.`,
      ...(p.by === null ? [] : [`It has to be accepted by ${mail.date(p.by)}.`]),
    ],
    button: accept.en(mail),
    why: why.en(mail),
  }),
  fr: (p, mail) => ({
    subject: `${p.title.fr}\u202f: plus que ${p.days} jours pour accepter`,
    paragraphs: [
      `La version ${p.version} de ${french(p.title.fr)} vous attend toujours.`,
      ...(p.by === null ? [] : [`Elle est à accepter avant le ${mail.date(p.by)}.`]),
    ],
    button: accept.fr(mail),
    why: why.fr(mail),
  }),
});

interface Overdue extends Asked {
  /** Whether no token and no key is made before it is accepted. */
  readonly blocks: boolean;
}

export const overdueMail = defineMail<Overdue>('contracts.overdue', {
  en: (p, mail) => ({
    subject: `${p.title.en} is overdue`,
    paragraphs: [
      p.by === null
        ? `Version ${p.version} of ${english(p.title.en)} has not been accepted.`
        : `Version ${p.version} of ${english(p.title.en)} had to be accepted by ${mail.date(p.by)}, and has not been.`,
      p.blocks
        ? 'Until it is, your account makes no new API tokens and adds no new SSH keys. What is there goes on working.'
        : 'Please read it, and accept it.',
    ],
    button: accept.en(mail),
    why: why.en(mail),
  }),
  fr: (p, mail) => ({
    subject: `${p.title.fr}\u202f: le délai est dépassé`,
    paragraphs: [
      p.by === null
        ? `La version ${p.version} de ${french(p.title.fr)} n’a pas été acceptée.`
        : `La version ${p.version} de ${french(p.title.fr)} était à accepter avant le ${mail.date(p.by)} et ne l’a pas été.`,
      p.blocks
        ? 'D’ici là, votre compte ne crée plus de jetons d’API et n’ajoute plus de clés SSH. Ceux qui existent continuent de fonctionner.'
        : 'Merci de la lire et de l’accepter.',
    ],
    button: accept.fr(mail),
    why: why.fr(mail),
  }),
});

export const contractMails = [acceptedMail, publishedMail, reminderMail, overdueMail];
