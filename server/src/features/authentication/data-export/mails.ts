import { defineMail } from '../../../platform/mail/mailer.ts';

export const exportAskedMail = defineMail<{ at: string; remoteIp: string | null }>('data-export.asked', {
  en: (p, mail) => ({
    subject: 'A copy of your data was asked for',
    paragraphs: [
      `On ${mail.when(p)}, a copy of everything that ${mail.platformName} holds about you was asked for. A second mail comes when it can be fetched.`,
    ],
  }),
  fr: (p, mail) => ({
    subject: 'Une copie de vos données a été demandée',
    paragraphs: [
      `Le ${mail.when(p)}, une copie de tout ce que ${mail.platformName} conserve à votre sujet a été demandée. Un second e-mail vous dira quand elle sera prête.`,
    ],
  }),
});

export const exportReadyMail = defineMail<{ token: string; hours: number }>(
  'data-export.ready',
  {
    en: (p, mail) => ({
      subject: 'The copy of your data is ready',
      paragraphs: [
        `The copy of everything that ${mail.platformName} holds about you is ready: a ZIP of JSON files, with a page to read them.`,
      ],
      button: { label: 'Fetch the copy', url: mail.url('fetchExport', { token: p.token }) },
      notes: [`It can be fetched for ${p.hours} hours, signed in to your account. Then it is gone.`],
    }),
    fr: (p, mail) => ({
      subject: 'La copie de vos données est prête',
      paragraphs: [
        `La copie de tout ce que ${mail.platformName} conserve à votre sujet est prête\u202f: une archive ZIP de fichiers JSON, avec une page pour les lire.`,
      ],
      button: { label: 'Récupérer la copie', url: mail.url('fetchExport', { token: p.token }) },
      notes: [
        `Elle peut être récupérée pendant ${p.hours} heures, en étant connecté à votre compte. Ensuite, elle disparaît.`,
      ],
    }),
  },
  { onlyLink: ({ token }) => token },
);
